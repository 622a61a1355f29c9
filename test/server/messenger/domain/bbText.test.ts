import { expect, it } from 'vitest'
import { plainOfBb } from '#server/messenger/domain/bbText.ts'

it.each([
  ['Не открываются [b]сделки[/b], [i]совсем[/i]', 'Не открываются сделки, совсем'],
  ['Смотрите [url=https://firm.example/deal/5/]сделку 5[/url]', 'Смотрите сделку 5 (https://firm.example/deal/5/)'],
  ['[url]https://firm.example/[/url]', 'https://firm.example/'],
  ['[url=https://firm.example/]https://firm.example/[/url]', 'https://firm.example/'],
  ['[USER=4]Анна Фирмина[/USER], посмотрите', 'Анна Фирмина, посмотрите'],
  ['раз[br]два#BR#три', 'раз\nдва\nтри'],
  ['[icon=https://a.example/s.png size=20 title=smile] готово', 'готово'],
  ['[code]if (a[0]) b[i] = 1[/code]', 'if (a[0]) b = 1'],
  ['поле [Сумма] и [users guide] и [size] остаются', 'поле [Сумма] и [users guide] и  остаются'],
  ['', ''],
])('P2 %s is read as a person reads it', (written, read) => {
  expect(plainOfBb(written)).toBe(read)
})

it('P2 brackets that nobody closes cost one look each', () => {
  const [links, names] = ['[url='.repeat(4000), '[user '.repeat(3300)]

  expect([plainOfBb(links), plainOfBb(names)]).toEqual([links, names.trim()])
})
