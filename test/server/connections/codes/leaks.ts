import type { RouteName } from '#contract/routes.ts'
import type { World } from '#test/support/world.ts'

/** Somebody with a session, and the words that only others may ever be sent. */
export type Reader = { name: string; token: string; side: 'client' | 'desk'; forbidden: readonly string[] }

/** Everything that exists, so that each reader can ask for each thing by its id. */
export type Things = { tickets: readonly string[]; codes: readonly string[] }

/** How a reader asks; a test may put another way in its place to show that a leak would be seen. */
export type Ask = (name: RouteName, input: unknown, reader: Reader) => Promise<string>

export const askServer =
  (world: World): Ask =>
  async (name, input, { token }) => {
    const answer = await world.ask(name, input, token)
    // A question that nobody understands would be answered with nothing foreign, too.
    if (!answer.ok && answer.code === 'invalid_input') throw new Error(`${name} was asked wrongly`)
    return JSON.stringify(answer.ok ? answer.body : { code: answer.code, details: answer.details })
  }

/** Reads whatever there is to read, as this reader; gives each place where a foreign word stands. */
export async function leaksTo(reader: Reader, things: Things, ask: Ask): Promise<string[]> {
  const lists: [RouteName, unknown][] =
    reader.side === 'client'
      ? [
          ['readSupport', {}],
          ['listTickets', { filter: 'all', limit: 100 }],
        ]
      : [
          ['readDesk', {}],
          ['listQueue', { filter: 'all', limit: 100 }],
          ['listCodes', { limit: 100 }],
          ['listConnections', {}],
          ...things.codes.map((codeId): [RouteName, unknown] => ['readCodeLife', { codeId }]),
        ]
  const questions: [RouteName, unknown][] = [
    ...lists,
    ...things.tickets.flatMap((ticketId): [RouteName, unknown][] => [
      ['readTicket', { ticketId }],
      ['readEvents', { ticketId }],
    ]),
  ]
  const answers = await Promise.all(questions.map(([name, input]) => ask(name, input, reader)))
  return answers.flatMap((answer, index) =>
    reader.forbidden
      .filter((word) => answer.includes(word))
      .map((word) => `${reader.name} reads ${word} in ${questions[index]?.[0] ?? ''}`),
  )
}
