import type { Language } from '#contract/common.ts'
import { partnerNeedTexts } from '#contract/connections/partnerNeeds.texts.ts'
import type { PartnerNeeds } from '#contract/connections/partnerRequests.types.ts'

const words: Record<Language, { subject: (company: string) => string; portal: string; agreed: string }> = {
  ru: {
    subject: (company) => `Поиск партнёра: ${company}`,
    portal: 'Портал',
    agreed: 'Эти ответы и адрес портала можно передать партнёрам.',
  },
  uk: {
    subject: (company) => `Пошук партнера: ${company}`,
    portal: 'Портал',
    agreed: 'Ці відповіді та адресу порталу можна передати партнерам.',
  },
  en: {
    subject: (company) => `Looking for a partner: ${company}`,
    portal: 'Portal',
    agreed: 'These answers and the address of the portal may be handed to partners.',
  },
}

/** E11: the answers as a ticket, in the language of the client's portal. Bounded, as every answer is. */
export function searchTicketTexts(
  needs: PartnerNeeds,
  { portalName, language }: { portalName: string; language: Language },
): { subject: string; text: string } {
  const labels = partnerNeedTexts.texts[language]
  const { subject, portal, agreed } = words[language]
  const lines = [
    `${labels.company}: ${needs.company}`,
    `${portal}: ${portalName}`,
    `${labels.works}: ${needs.works.map((one) => labels[`work_${one}`]).join(', ')}`,
    `${labels.users}: ${labels[`users_${needs.users}`]}`,
    `${labels.size}: ${labels[`size_${needs.size}`]}`,
    `${labels.rhythm}: ${labels[`rhythm_${needs.rhythm}`]}`,
    `${labels.languages}: ${needs.languages.map((one) => labels[`language_${one}`]).join(', ')}`,
  ]
  return { subject: subject(needs.company), text: `${lines.join('\n')}\n\n${needs.work}\n\n${agreed}` }
}
