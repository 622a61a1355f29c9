import { expect, it } from 'vitest'
import MessageText from '#app/tickets/MessageText.vue'
import { markdownToNodes } from '#app/tickets/markdown.ts'
import { mountPage } from '../harness.ts'

function show(text: string): Element {
  const { container } = mountPage(MessageText, { props: { text } })
  return container.firstElementChild ?? container
}

it('T8 Markdown becomes what it means', () => {
  const text = '**важно** и *тонко*\nвторая строка\n\n- раз\n- два\n\n```\nconst a = 1\n```\n> цитата'

  const { innerHTML } = show(text)

  expect(innerHTML).toContain('<strong>важно</strong> и <em>тонко</em>\nвторая строка')
  expect(innerHTML).toContain('<ul><li>раз</li><li>два</li></ul>')
  expect(innerHTML).toContain('<pre tabindex="0"><code>const a = 1</code></pre>')
  expect(innerHTML).toContain('<blockquote><p>цитата</p></blockquote>')
})

it.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[нажми](javascript:alert(1))',
  '[нажми](data:text/html;base64,PHNjcmlwdD4=)',
  '[нажми](vbscript:x)',
  '<a href="javascript:alert(1)">x</a>',
  '![x](javascript:alert(1))',
  '[x]: javascript:alert(1)\n\n[x]',
])('T8 nothing in a message can run: %s', (text) => {
  const element = show(text)

  expect(element.querySelector('script, img, iframe, [onerror]')).toBeNull()
  expect(Array.from(element.querySelectorAll('a'), (link) => link.href)).toEqual([])
  expect(element.textContent).not.toBe('')
})

it('T8 links open outside of the portal and tell the other site nothing', () => {
  const element = show('смотри https://example.test/a и [почту](mailto:a@example.test)')

  const links = Array.from(element.querySelectorAll('a'))

  expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://example.test/a', 'mailto:a@example.test'])
  expect(links.every((link) => link.target === '_blank' && link.rel.includes('noopener'))).toBe(true)
})

it('a picture from a foreign server is not loaded, only linked', () => {
  const element = show('![снимок](https://example.test/a.png)')

  expect(element.querySelector('img')).toBeNull()
  expect(element.querySelector('a')?.textContent).toBe('снимок')
})

it('plain sentences keep their lines', () => {
  const element = show('Добрый день!\nВторая строка (важно).')

  expect(element.classList.contains('whitespace-pre-wrap')).toBe(true)
  expect(element.textContent).toBe('Добрый день!\nВторая строка (важно).')
})

it('a number sign makes no heading', () => {
  const element = show('# Большой заголовок')

  expect(element.querySelector('h1, h2, h3')).toBeNull()
  expect(element.textContent).toBe('# Большой заголовок')
})

it('twenty thousand nested signs are read before the test gives up', () => {
  expect(markdownToNodes('[*_'.repeat(6_600))).not.toEqual([])
  expect(markdownToNodes('> '.repeat(10_000))).not.toEqual([])
})
