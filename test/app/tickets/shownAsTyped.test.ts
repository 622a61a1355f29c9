import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import MessageText from '#app/tickets/MessageText.vue'
import { shownText } from '#test/support/shownText.ts'
import { mountPage } from '../harness.ts'

const shownOf = (text: string): string => shownText(mountPage(MessageText, { props: { text } }).container)

describe('T8 what means nothing stands as it was typed', () => {
  it.each([
    '\\\\server\\share\\*new*\\x',
    'find / -name "*.php" -o -name "*.js"',
    '/*comment*/',
    'SELECT * FROM b_user WHERE ID=5*2',
    '^.*test*$',
    'a*b*c*d',
    '***',
    '---',
    '- - -',
    '* * *',
    '+7 (495) 123-45-67',
    '+ доставка 500 руб.',
    '* цена без НДС',
    '- 5 °C ночью',
    '5. пункт договора',
    '2026. Итоги года',
    '>=5 штук',
    '>100 руб.',
    '>>> print(1)',
    '`не закрыт',
    '``` не закрыт',
    'a | b',
    '1 | 2',
    '&amp; и &#39;',
    '<b>жирный</b>',
    '![x]',
    '[x]: http://a.ru',
    'arr[0](1)',
    '[нет](javascript:alert(1))',
    '[путь](/bitrix/admin)',
    'Имя*, Фамилия* и *Отчество',
    'сло**во**м',
    '__init__.py и __main__',
    'https://x.ru/a_b_(c)_d?x=*1*&y=2',
    'https://ru.wikipedia.org/wiki/%D0%9A%D0%BE%D0%B4_(x)',
    'user_name_1@mail.example.com',
    'f(*args, **kwargs)',
    'int *a, *b;',
    '2 * 3 * 4',
    '{{Поле}} {=Variable:Var*2*3}',
    'C:\\new\\test\\_x_\\',
    'кол-во*цена*скидка',
    'стенд-*ап*-шоу',
    '*test*.log',
    '-',
    '#тег #5',
    '=== раздел ===',
    'Заголовок',
    '=====',
    '~~нет~~ ~да~',
    '"a"*"b"*"c"',
    '(a)*b*(c)',
    '2**3**4',
    '**kwargs**kwargs',
    '** не жирный **',
    '*',
    'Заголовок\n---',
    'строка1\n\nстрока2',
    'a\n    отступ',
    '```\n```',
    '| a | b |\nx | y',
    'Текст\n5. Ответственность\nдалее',
    'x = 1\n\n\n\ny = 2',
    '#include <stdio.h>\nint main() { return 0; }',
    '$x = 5 *\n$y = 6 *',
    '**Ответ:** да',
    '***оба***',
  ])('%s', (text) => {
    expect(shownOf(text)).toBe(text)
  })
})

describe('T8 what is meant becomes what it means', () => {
  it.each([
    ['**важно**: см.', 'важно: см.'],
    ['(**важно**)', '(важно)'],
    ['«*тонко*»', '«тонко»'],
    ['*раз два*', 'раз два'],
    ['**раз\nдва**', 'раз\nдва'],
    ['**вкл**/**выкл**', 'вкл/выкл'],
    ['текст **жирный *и* да** конец', 'текст жирный и да конец'],
    ['> цитата', 'цитата'],
    ['> a\n> b\nответ', 'a\nb\nответ'],
    ['> > вложено', 'вложено'],
    ['>> вложено', 'вложено'],
    ['1. раз\n2. два', 'раз\nдва'],
    ['1) раз\n2) два', 'раз\nдва'],
    ['* раз\n* два', 'раз\nдва'],
    ['- раз\n  - два\n- три', 'раз\nдва\nтри'],
    ['1. раз\n   ```\n   код\n   ```\n2. два', 'раз\nкод\nдва'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a\nb\n1\n2'],
    ['a | b\n--|--\n1 | 2', 'a\nb\n1\n2'],
    ['`` a`b ``', 'a`b'],
    ['```php\n$a = *b*;\n```', '$a = *b*;'],
    ['````\n```\nx\n```\n````', '```\nx\n```'],
    ['~~~\nx\n~~~', 'x'],
    ['[a_b](https://ru.wikipedia.org/wiki/A_(B))', 'a_b'],
    ['до\n```\nкод\n```\nпосле', 'до\nкод\nпосле'],
    ['Текст:\n- раз\n- два\n\nконец', 'Текст:\nраз\nдва\nконец'],
    ['**a** и 2*3*4 и `x`', 'a и 2*3*4 и x'],
    ['**`код`**', '**код**'],
    ['*слово*, и *ещё*.', 'слово, и ещё.'],
    ['**A*B*C** x', 'A*B*C x'],
    ['- [ ] задача\n- [x] готово', '[ ] задача\n[x] готово'],
    ['**сегодня**!', 'сегодня!'],
    ['1. один\n\n2. два', 'один\nдва'],
    ['> - раз\n> - два', 'раз\nдва'],
    ['```\n\nкод\n  отступ\n```', 'код\n  отступ'],
    ['смотри [сюда](https://x.ru), **важно**', 'смотри сюда, важно'],
  ])('%s', (text, shown) => {
    expect(shownOf(text)).toBe(shown)
  })
})

const vectors = v.parse(
  v.array(v.object({ id: v.string(), typed: v.string(), shown: v.string() })),
  JSON.parse(readFileSync('test/vectors/shown-messages.json', 'utf8')),
)

it.each(vectors)('T8 $id is shown as its independent answer says', ({ typed, shown }) => {
  expect(shownOf(typed)).toBe(shown)
})

it('a list keeps the numbers that were typed', () => {
  const { container } = mountPage(MessageText, { props: { text: '3) три\n5) пять' } })

  expect(Array.from(container.querySelectorAll('li'), ({ value }) => value)).toEqual([3, 5])
  expect(container.querySelector('ol')?.className).toBe('with-brackets')
})

it('an address leads where it says, without what ends the sentence', () => {
  const text = 'см. https://ru.wikipedia.org/wiki/A_(B)), www.example.com. и (mail@example.com)'
  const { container } = mountPage(MessageText, { props: { text } })

  expect(container.textContent).toBe(text)
  expect(Array.from(container.querySelectorAll('a'), (link) => link.getAttribute('href'))).toEqual([
    'https://ru.wikipedia.org/wiki/A_(B)',
    'http://www.example.com',
    'mailto:mail@example.com',
  ])
})
