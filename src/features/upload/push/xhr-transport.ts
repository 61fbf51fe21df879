import { NoAnswerError, type Transport } from "../../../../core/registry-client/transport.ts";

/** A connection on which nothing moved for so long is dead, though the system may not notice for many minutes. */
const STALLED_MS = 120_000;

export const xhrTransport: Transport<Blob> = ({ method, url, headers = {}, body, signal, onSent }) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const xhr = new XMLHttpRequest();
    let timer = setTimeout(stall, STALLED_MS);

    function stall() {
      xhr.abort();
      end(() => reject(new NoAnswerError("stalled")));
    }
    function abort() {
      xhr.abort();
      end(() => reject(signal?.reason));
    }
    function end(settle: () => void) {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle();
    }

    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => {
      clearTimeout(timer);
      timer = setTimeout(stall, STALLED_MS);
      onSent?.(loaded);
    };
    xhr.onload = () =>
      end(() =>
        resolve({
          status: xhr.status,
          header: (name) => xhr.getResponseHeader(name),
          text: xhr.responseText,
        }),
      );
    xhr.onerror = () => end(() => reject(new NoAnswerError("no answer")));
    signal?.addEventListener("abort", abort);
    xhr.send(body);
  });
