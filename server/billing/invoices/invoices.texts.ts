import type { Language } from '#contract/common.ts'
import { quantaInWords } from '#contract/billing/texts.ts'

type Ordered = { plan: string; quanta: number; quantumMinutes: number }
type InvoiceTexts = { title(ordered: Ordered): string; row(ordered: Ordered): string }

/** What an invoice says in CRM, in the language of the desk's portal. */
export const invoiceTexts: Record<Language, InvoiceTexts> = {
  ru: { title: (ordered) => `Поддержка: ${inWords('ru', ordered)}`, row: (ordered) => inWords('ru', ordered) },
  uk: { title: (ordered) => `Підтримка: ${inWords('uk', ordered)}`, row: (ordered) => inWords('uk', ordered) },
  en: { title: (ordered) => `Support: ${inWords('en', ordered)}`, row: (ordered) => inWords('en', ordered) },
}

function inWords(language: Language, { plan, quanta, quantumMinutes }: Ordered): string {
  return `${plan}, ${quantaInWords(quanta, quantumMinutes, language)}`
}
