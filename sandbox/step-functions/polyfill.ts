/** The engine needs Promise.withResolvers, which Node.js has from version 22 on. */
interface WithResolvers {
  withResolvers?<Value>(): {
    promise: Promise<Value>;
    resolve: (value: Value) => void;
    reject: (reason: unknown) => void;
  };
}

const promise = Promise as unknown as WithResolvers;

promise.withResolvers ??= <Value>() => {
  const parts = {} as { resolve: (value: Value) => void; reject: (reason: unknown) => void };
  const created = new Promise<Value>((resolve, reject) =>
    Object.assign(parts, { resolve, reject }),
  );
  return { promise: created, ...parts };
};
