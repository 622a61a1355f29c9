import { quantaInWords } from '../billing/texts.ts'
import type { Language } from '../common.ts'
import { moneyOf } from '../format.ts'
import { reactionLines, type ReactionLine } from '../regulations/reactions.words.ts'
import { sayIn } from '../say.ts'
import { planFactTexts } from './planFacts.texts.ts'
import type { PlanPrice } from './types.ts'

/** The facts of a plan for one client, in the same order and with the same figures wherever it is shown before it is bought. */
export function planFacts(plan: PlanPrice, quantumMinutes: number, language: Language): ReactionLine[] {
  const { quantumPriceMinor, leastQuanta, valid, limitQuanta, sizes, currency, reactions } = plan
  const say = sayIn(planFactTexts, language)
  const money = (minor: number): string => moneyOf(minor, currency, language)
  const quanta = (count: number): string => quantaInWords(count, quantumMinutes, language)
  const least = (count: number): string =>
    quantumPriceMinor === null
      ? quanta(count)
      : say('leastFor', { quanta: quanta(count), price: money(count * quantumPriceMinor) })
  return [
    ...reactionLines(reactions, language),
    ...(quantumPriceMinor === null ? [] : [{ name: say('price'), value: money(quantumPriceMinor) }]),
    ...sizes.map(({ quanta: size, priceMinor }) => ({ name: quanta(size), value: money(priceMinor) })),
    ...(leastQuanta === null ? [] : [{ name: say('least'), value: least(leastQuanta) }]),
    ...(limitQuanta === null ? [] : [{ name: say('limit'), value: quanta(limitQuanta) }]),
    ...(valid === null
      ? []
      : [
          {
            name: say('valid'),
            value: say(valid.unit === 'days' ? 'validDays' : 'validMonths', { count: valid.count }),
          },
        ]),
  ]
}
