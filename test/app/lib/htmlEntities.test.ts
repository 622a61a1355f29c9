import { expect, it } from 'vitest'
import { decodeHTML } from '#app/lib/htmlEntities.ts'

it.each([
  ['&laquo;', '«'],
  ['&hellip;', '…'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&nosuchname;', '&nosuchname;'],
])('a named character in a message is that character: %s', (entity, character) => {
  expect(decodeHTML(entity)).toBe(character)
})

it('nothing that looks like HTML becomes HTML', () => {
  expect(decodeHTML('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
})
