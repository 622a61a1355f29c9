import { execFile } from 'node:child_process'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'

/** At which steps a program dies: at each, for every ending, or at these, by turns. */
export type DieAt = 'each' | readonly number[]

/** Each step until there is none any more, or these. */
export function* deaths<Ending>(
  dieAt: DieAt,
  endings: readonly [Ending, ...Ending[]],
  isOver: () => boolean,
): Generator<{ dieAt: number; ending: Ending }> {
  if (dieAt !== 'each') {
    yield* dieAt.map((step, index) => ({ dieAt: step, ending: endings[index % endings.length] ?? endings[0] }))
    return
  }
  for (const ending of endings) {
    let step = 0
    do {
      step += 1
      yield { dieAt: step, ending }
    } while (!isOver())
  }
}

/** Runs the program with its journey; true where it came to its end, false where it was killed. */
export function travel(program: URL, journey: object): Promise<boolean> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program.pathname, JSON.stringify(journey)], (error, _out, said) => {
      if (error === null) resolve(true)
      else if (error.signal === 'SIGKILL') resolve(false)
      else reject(new Error(`it failed by itself: ${said}`))
    })
  })
}

type Around = <Result>(act: () => Promise<Result>) => Promise<Result>

/** A step before and after whatever leaves a trace. */
export function stepsAround(step: () => Promise<void>): Around {
  return async (act) => {
    await step()
    const result = await act()
    await step()
    return result
  }
}

/** The same around a transaction, and one before its commit. */
export function transactionInSteps(transaction: Transaction, step: () => Promise<void>): Transaction {
  const around = stepsAround(step)
  return (act, at) =>
    around(() =>
      transaction(async (unit) => {
        const result = await act(unit)
        await step()
        return result
      }, at),
    )
}
