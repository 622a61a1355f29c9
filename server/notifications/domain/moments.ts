import type { Language } from '#contract/common.ts'
import { zoneInWords } from '#contract/format.ts'
import { knownZone } from '#server/calendar/zone.ts'

/** By whose clock somebody is written to. `isNamed`: it may be another one than theirs, or than the desk's. */
export type ReaderZone = { timeZone: string; isNamed: boolean }

/** D4: by the reader's clock where it is known, else by the desk's; where the two are not the same it is said which. */
export function readerZone(ofReader: string | null, ofDesk: string): ReaderZone {
  const timeZone = ofReader === null ? ofDesk : knownZone(ofReader)
  return { timeZone, isNamed: ofReader === null || timeZone !== ofDesk }
}

/** "29 нояб., 12:30 (по Киеву)". */
export function momentInWords(at: Date, language: Language, { timeZone, isNamed }: ReaderZone): string {
  const said = at.toLocaleString(language, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return isNamed ? `${said} (${zoneInWords(timeZone, language, at)})` : said
}
