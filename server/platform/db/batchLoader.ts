import DataLoader from 'dataloader'

const waitMilliseconds = 4
const mostAtOnce = 200

/**
 * Questions that are asked within a few milliseconds become one statement, and nothing is remembered: a thousand pages that
 * connect at once ask a few times instead of thousands. An answer that is an Error is thrown to its asker alone.
 */
export function batchLoader<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<(Answer | Error)[]>,
): (question: Question) => Promise<Answer> {
  const loader = new DataLoader<Question, Answer>(ask, {
    cache: false,
    maxBatchSize: mostAtOnce,
    batchScheduleFn: (run) => setTimeout(run, waitMilliseconds),
  })
  return (question) => loader.load(question)
}
