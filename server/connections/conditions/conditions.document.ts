import { conditionsInWords } from '#contract/connections/conditions.words.ts'
import type { ConditionsPart, ConditionsReader } from '#contract/connections/conditionsParts.words.ts'
import { conditionsTexts } from '#contract/connections/conditions.texts.ts'
import type { ConditionsView } from '#contract/connections/conditions.types.ts'
import type { WayOn } from '#contract/regulations/tickets.types.ts'
import { sayIn, type Say } from '#contract/say.ts'
import type { PdfDocument, PdfPart } from '#server/platform/files/pdf.ts'
import { conditionsFileTexts } from './conditions.texts.ts'

type Saying = Say<(typeof conditionsTexts.texts)['ru']>

/** E8: what the page of the conditions says, in the same words, to keep and to hand on. */
export function conditionsDocument(view: ConditionsView, reader: ConditionsReader): PdfDocument {
  const { language } = reader
  const say = sayIn(conditionsTexts, language)
  const title = say('title', { desk: view.deskName })
  const file = conditionsFileTexts[language]
  const moment = new Intl.DateTimeFormat(language, {
    timeZone: reader.timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  return {
    language,
    title,
    foot: `${view.deskName} · ${file.version(view.version)}`,
    parts: [
      {
        part: 'facts',
        facts: [
          [file.regulation, view.document.title[language]],
          [file.versionName, String(view.version)],
          [file.made, `${moment.format(new Date(view.at))} (${reader.timeZone})`],
        ],
      },
      ...conditionsInWords(view, reader).flatMap((chapter): PdfPart[] => [
        { part: 'heading', text: chapter.title },
        ...chapter.parts.flatMap((part) => partsOf(part, say)),
      ]),
    ],
  }
}

function partsOf(part: ConditionsPart, say: Saying): PdfPart[] {
  switch (part.part) {
    case 'text':
      return [{ part: 'text', text: part.text }]
    case 'lines':
      return [...named(part.title), { part: 'list', items: part.lines }]
    case 'facts':
      return [...named(part.title), { part: 'facts', facts: part.facts.map(({ name, value }) => [name, value]) }]
    case 'entry':
      return [...named(part.title), ...part.texts.map((text): PdfPart => ({ part: 'text', text }))]
    case 'area':
      return [
        ...named(part.title),
        ...listOf(say('included'), part.included),
        ...listOf(say('excluded'), part.excluded),
        ...(part.outside === null ? [] : [{ part: 'text' as const, text: part.outside }]),
        ...(part.way === null ? [] : [{ part: 'text' as const, text: wayInWords(part.way, say) }]),
      ]
  }
}

function named(title: string | null): PdfPart[] {
  return title === null ? [] : [{ part: 'subheading', text: title }]
}

function listOf(title: string, items: string[]): PdfPart[] {
  return items.length === 0
    ? []
    : [
        { part: 'small', text: title },
        { part: 'list', items },
      ]
}

function wayInWords(way: WayOn, say: Saying): string {
  switch (way.to) {
    case 'connectPartner':
      return say('wayPartner')
    case 'askForQuote':
      return say('wayQuote')
    case 'article':
      return say('wayArticle', { url: way.url })
  }
}
