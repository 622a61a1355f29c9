import { expect, it } from 'vitest'
import { decodeHTML, decodeHTMLStrict } from '#app/lib/htmlEntities.ts'

it.each([
  ['&laquo;', '«'],
  ['&hellip;', '…'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&nosuchname;', '&nosuchname;'],
])('a named character in a message is that character: %s', (entity, character) => {
  expect(decodeHTML(entity)).toBe(character)
  expect(decodeHTMLStrict(entity)).toBe(character)
})

it('a name that only begins like a known one stays as it is', () => {
  expect(decodeHTMLStrict('&amplifier;')).toBe('&amplifier;')
  expect(decodeHTMLStrict('&semi;')).toBe(';')
})

it('nothing that looks like HTML becomes HTML', () => {
  expect(decodeHTML('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
})
