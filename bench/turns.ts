/** Requests timed in turn, so that what disturbs the machine disturbs all of them alike. */
import type { Running } from "./processes.ts";

const WARM_UP = 3;

export interface Contender {
  service: Running;
  ask(): Promise<unknown>;
}

/** Milliseconds of each request: on the clock, and of the service's own work. */
export interface Measured {
  times: number[];
  cpu: number[];
}

export async function takeTurns(contenders: Contender[], samples: number): Promise<Measured[]> {
  const measured = contenders.map((): Measured => ({ times: [], cpu: [] }));
  for (let round = -WARM_UP; round < samples; round++) {
    for (const [index, { service, ask }] of contenders.entries()) {
      const before = service.cpuMs();
      const start = performance.now();
      await ask();
      if (round < 0) continue;
      measured[index]?.times.push(performance.now() - start);
      measured[index]?.cpu.push(service.cpuMs() - before);
    }
  }
  return measured;
}
