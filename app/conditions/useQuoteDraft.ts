import type { ConditionsView } from '#contract/connections/conditions.types.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { useNewTicketDraft } from '#app/tickets/useDraft.ts'
import { conditionsPageTexts } from './conditionsPage.texts.ts'
import { useConditionsStore } from './conditionsStore.ts'

/** T5: a quote is asked for as a ticket that already has its questions; what somebody has begun to write stays above them. */
export function useQuoteDraft() {
  const t = useTexts(conditionsPageTexts)
  const store = useConditionsStore()
  const draft = useNewTicketDraft()

  function write(view: ConditionsView | null, ticketNumber: string): void {
    const begun = draft.read()
    const about = ticketNumber === '' ? [] : [t('quoteOf', { number: ticketNumber })]
    const questions = view?.document.scope.quoteQuestions ?? []
    const asked = questions.map((question, index) => `${index + 1}. ${question[language.value]}\n`)
    const lines = [...about, ...asked].join('\n')
    // The button was pressed twice, or the page was loaded again.
    if (lines === '' || begun.text.includes(lines.trim())) return
    const subject = ticketNumber === '' ? t('quoteSubject') : t('quoteSubjectOf', { number: ticketNumber })
    draft.write({
      ...begun,
      subject: begun.subject.trim() === '' ? subject : begun.subject,
      text: begun.text.trim() === '' ? lines : `${begun.text.trimEnd()}\n\n${lines}`,
    })
  }

  /** Gives the category of such a ticket, where the regulation has it; where it cannot be read now, one asks without its questions. */
  return async (ticketNumber: string): Promise<'changeRequest' | null> => {
    const view = await store.ensure()
    write(view, ticketNumber)
    const isKnown = view?.document.categories.some(({ code }) => code === 'changeRequest') === true
    return isKnown ? 'changeRequest' : null
  }
}
