import { expect, it } from 'vitest'
import { linkedText } from '#server/channels/messengers/domain/linkedText.ts'
import { markedTextOf } from '#server/channels/domain/markedText.ts'

const said = (text: string, most = 4000) => linkedText(markedTextOf(text), most)

it('T8 where no links are shown behind words, their addresses stand behind them', () => {
  expect(said('См. [первое](https://a.test/1) и [**второе** ещё](https://b.test/2).')).toBe(
    'См. первое (https://a.test/1) и второе ещё (https://b.test/2).',
  )
})

it('an address that is its own words is said once, and nothing grows beyond what fits', () => {
  expect(said('https://a.test/1 и [https://b.test/2](https://b.test/2)')).toBe('https://a.test/1 и https://b.test/2')
  expect(said('[слово](https://a.test/1)', 10)).toBe('слово')
})
