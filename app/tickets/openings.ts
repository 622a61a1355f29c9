import type { RouteInput } from '#contract/routes.ts'
import { belongsTo } from './intake/pieces.ts'
import { proposedSubject } from '#contract/tickets/intake/proposedSubject.ts'
import { listOf, type Answers } from './intake/useNewIntake.ts'
import type { NewTicketDraft } from './useDraft.ts'

/** The tickets that a draft becomes, one or several, as they are sent; pieces without a text are none. */
export function openingsOf(
  draft: NewTicketDraft,
  { fromLink, files }: { fromLink: Answers; files: readonly string[] },
): RouteInput<'openTicket'>[] {
  const pieces = (draft.pieces ?? [draft]).filter(({ text }) => text.trim() !== '')
  const answers = listOf(draft.answers).flatMap(({ code, text }) => {
    const said = text.trim()
    return said === ''
      ? []
      : [{ code, text: said, source: said === fromLink[code] ? ('link' as const) : ('writer' as const) }]
  })
  return pieces.map(({ ticketId, messageId, subject, text }, index) => ({
    ticketId,
    messageId,
    subject: subject.trim() === '' ? proposedSubject(text) : subject.trim(),
    text,
    answers: answers.filter(({ code }) => belongsTo(code, index)),
    // They stand in the first of several: which of them shows what nobody can tell.
    ...(index === 0 && files.length > 0 && { files: [...files] }),
  }))
}
