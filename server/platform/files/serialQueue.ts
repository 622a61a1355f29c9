/** One after the other: more than one thread at a time would only share the same core. */
export function makeSerialQueue(): <Result>(act: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const done = last.then(act, act)
    last = done
    return done
  }
}
