import {
  quantaInWords,
  quantaMoved,
  quantaOf,
  quantaOfTotal,
  quantaWithTime,
  workInWords,
  workOf,
} from '#contract/billing/texts.ts'
import { language } from '#app/lib/i18n.ts'

/** Quanta beside the work that they are (Q3), in the language of the page. */
export function useQuantaText() {
  return {
    quanta: (count: number, quantumMinutes: number): string => quantaInWords(count, quantumMinutes, language.value),
    /** Of several lengths, as a sum over clients has them. */
    summed: (count: number, minutes: number): string => quantaWithTime(count, minutes, language.value),
    moved: (count: number, quantumMinutes: number): string => quantaMoved(count, quantumMinutes, language.value),
    timeOf: (count: number, quantumMinutes: number): string => workOf(count, quantumMinutes, language.value),
    time: (count: number, quantumMinutes: number): string => workInWords(count, quantumMinutes, language.value),
    /** "из 30 квантов", where the time stands beside it. */
    quantaOf: (count: number): string => quantaOf(count, language.value),
    ofTotal: (left: number, total: number, quantumMinutes: number): string =>
      quantaOfTotal({ left, total }, quantumMinutes, language.value),
  }
}
