import { pluralForm, type Language } from '#contract/common.ts'

type InvoiceTexts = { title(plan: string, quanta: number): string; row(plan: string, quanta: number): string }

/** What an invoice says in CRM, in the language of the desk's portal. */
export const invoiceTexts: Record<Language, InvoiceTexts> = {
  ru: {
    title: (plan, quanta) => `Поддержка: ${plan}, ${quanta} ${quantaIn('ru', quanta, ['квант', 'кванта', 'квантов'])}`,
    row: (plan, quanta) =>
      quanta === 1 ? `${plan}, квант` : `${plan}, ${quanta} ${quantaIn('ru', quanta, ['квант', 'кванта', 'квантов'])}`,
  },
  uk: {
    title: (plan, quanta) => `Підтримка: ${plan}, ${quanta} ${quantaIn('uk', quanta, ['квант', 'кванти', 'квантів'])}`,
    row: (plan, quanta) =>
      quanta === 1 ? `${plan}, квант` : `${plan}, ${quanta} ${quantaIn('uk', quanta, ['квант', 'кванти', 'квантів'])}`,
  },
  en: {
    title: (plan, quanta) => `Support: ${plan}, ${quanta} ${quanta === 1 ? 'quantum' : 'quanta'}`,
    row: (plan, quanta) => (quanta === 1 ? `${plan}, quantum` : `${plan}, ${quanta} quanta`),
  },
}

function quantaIn(language: Language, count: number, forms: readonly [string, string, string]): string {
  return forms[pluralForm(language, count)]
}
