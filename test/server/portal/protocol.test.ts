import { isDenied, readMessage, writeAnswer } from '#test/portal/browser/protocol.ts'
import { bbcode } from '#test/portal/bbcode.ts'
import { encodePhpQuery, parsePhpQuery } from '#test/portal/php.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const sid = '0123456789abcdef0123456789abcdef'

describe('the frame protocol', () => {
  it('reads a command without parameters, whose part is left out', () => {
    expect(readMessage(`getInitData:3f13b08b-d653:${sid}`)).toEqual({
      command: 'getInitData',
      params: {},
      key: '3f13b08b-d653',
      sid,
    })
  })

  it('reads parameters that contain colons', () => {
    const params = { path: '/crm/:x', nested: { a: 'b:c' } }

    expect(readMessage(`openPath:${JSON.stringify(params)}:key:${sid}`)).toMatchObject({ params, key: 'key', sid })
  })

  it('reads the object form of commands with a colon in their name', () => {
    const data = { method: 'im:getImTextareaContent', params: { isRawValue: false }, callback: 'key', appSid: sid }

    expect(readMessage(data)).toEqual({ command: data.method, params: data.params, key: 'key', sid })
  })

  it.each([undefined, 7, '', 'noise', 'two:parts', {}, { method: 'x' }])('takes %j for no command', (data) => {
    expect(readMessage(data)).toBeUndefined()
  })

  it('answers with the key and JSON, or with nothing after the colon', () => {
    expect([writeAnswer('key', { a: 1 }), writeAnswer('key', undefined)]).toEqual(['key:{"a":1}', 'key:'])
  })

  it('keeps the title from widgets and the size from sliders', () => {
    expect(isDenied('setTitle', { placement: 'IM_SIDEBAR', isSlider: false })).toBe(true)
    expect(isDenied('setTitle', { placement: 'DEFAULT', isSlider: false })).toBe(false)
    expect(isDenied('resizeWindow', { placement: 'DEFAULT', isSlider: true })).toBe(true)
    expect(isDenied('resizeWindow', { placement: 'DEFAULT', isSlider: false })).toBe(false)
  })
})

describe('PHP nesting', () => {
  it('reads lists and maps', () => {
    expect(parsePhpQuery('a[b][]=1&a[b][]=2&a[c]=3&d=4&e[5]=x')).toEqual({
      a: { b: ['1', '2'], c: '3' },
      d: '4',
      e: { 5: 'x' },
    })
  })

  it('reads back what it wrote, whatever the texts are', () => {
    const names = fc.stringMatching(/^[a-z_]{1,8}$/)
    const leaf = fc.string({ minLength: 1, unit: 'grapheme' })
    const nested = fc.dictionary(names, fc.oneof(leaf, fc.dictionary(names, leaf, { minKeys: 1 })))

    fc.assert(
      fc.property(nested, (data) => {
        expect(parsePhpQuery(encodePhpQuery(data))).toEqual({ ...data })
      }),
    )
  })
})

describe('the text of a notification', () => {
  it('shows links and bold text and escapes the rest', () => {
    const { html } = bbcode('[b]<i>[/b] [url=/marketplace/view/app/?params%5Bid%5D=1]open[/url][br]end')

    expect(html).toBe(
      '<b>&lt;i&gt;</b> <a href="/marketplace/view/app/?params%5Bid%5D=1" data-portal-link>open</a><br>end',
    )
  })

  it('makes no link of another scheme, nor of an address with bare brackets', () => {
    expect(bbcode('[url=javascript:alert(1)]x[/url]').html).toBe('x')
    expect(bbcode('[url=/?params[id]=1]x[/url]').html).toBe('[url=/?params[id]=1]x[/url]')
  })
})
