import type { Language } from '#contract/common.ts'

/** `from`, `until`: in words, by the desk's clock; `until` null: no end is in sight. */
type GapText = (gap: { who: 'people' | 'onDuty'; from: string; until: string | null }) => string
type Texts = { ahead: GapText; now: GapText; open: string }

/** E10: what the owner reads where somebody is promised and nobody is there. */
export const rotaTexts: Record<Language, Texts> = {
  ru: {
    ahead: ({ who, from, until }) =>
      `${until === null ? `С ${from} и дальше` : `С ${from} до ${until}`} ${nobody.ru[who]}. Поставьте кого-нибудь заранее.`,
    now: ({ who, until }) =>
      `Сейчас${until === null ? '' : ` и до ${until}`} ${nobody.ru[who]}. Поставьте кого-нибудь.`,
    open: 'Открыть дежурства',
  },
  uk: {
    ahead: ({ who, from, until }) =>
      `${until === null ? `З ${from} і далі` : `З ${from} до ${until}`} ${nobody.uk[who]}. Поставте когось заздалегідь.`,
    now: ({ who, until }) => `Зараз${until === null ? '' : ` і до ${until}`} ${nobody.uk[who]}. Поставте когось.`,
    open: 'Відкрити чергування',
  },
  en: {
    ahead: ({ who, from, until }) =>
      `${until === null ? `From ${from} on` : `From ${from} until ${until}`} ${nobody.en[who]}. Please put somebody there in time.`,
    now: ({ who, until }) =>
      `Right now${until === null ? '' : ` and until ${until}`} ${nobody.en[who]}. Please put somebody there.`,
    open: 'Open the rota',
  },
}

const nobody = {
  ru: {
    onDuty: 'на дежурстве никого, а регламент обещает клиентам дежурного',
    people: 'на смене бывают часы без людей, а регламент их обещает',
  },
  uk: {
    onDuty: 'на чергуванні нікого, а регламент обіцяє клієнтам чергового',
    people: 'на зміні бувають години без людей, а регламент їх обіцяє',
  },
  en: {
    onDuty: 'nobody is on duty, and the regulation promises clients somebody',
    people: 'there are hours without anybody on shift, and the regulation promises people',
  },
} as const
