import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { podManifest, secretManifest } from "./kubernetes.ts";

const text = fc.oneof(fc.constantFrom(...HOSTILE_STRINGS), fc.string({ unit: "grapheme" }));

test("a secret's manifest holds the login as docker keeps it", () => {
  fc.assert(
    fc.property(text, text, (user, key) => {
      const secret = parse(secretManifest({ host: "h.example", plainHttp: false }, { user, key }));
      expect(secret).toMatchObject({ kind: "Secret", type: "kubernetes.io/dockerconfigjson" });
      const value = Buffer.from(secret.data[".dockerconfigjson"], "base64").toString();
      const auth = Buffer.from(`${user}:${key}`).toString("base64");
      expect(JSON.parse(value)).toEqual({ auths: { "h.example": { username: user, password: key, auth } } });
    }),
  );
});

test("a pod names the image as it is, whatever it holds", () => {
  fc.assert(
    fc.property(text, (reference) => {
      const { spec } = parse(podManifest(reference));
      expect(spec.containers).toEqual([{ name: "app", image: reference }]);
      expect(spec.imagePullSecrets).toEqual([{ name: "swr-login" }]);
    }),
  );
});
