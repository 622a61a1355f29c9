import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestFileName } from '#contract/tickets/files.types.ts'
import { cleanName, extensionIn, withExtension } from '#server/tickets/files/domain/fileName.ts'

describe('the name of a file', () => {
  it.each([
    ['отчёт за март.pdf', 'отчёт за март.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\cmd.exe', 'cmd.exe'],
    ['/var/log/', null],
    ['..', null],
    ['', null],
    [' . ', null],
    ['.htaccess', 'htaccess'],
    ['a\0b.png', 'ab.png'],
    ['line\r\nX-Header: 1.txt', 'lineX-Header_ 1.txt'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['zero\u200Bwidth.txt', 'zerowidth.txt'],
    ['e\u0301.txt', 'é.txt'],
    ['"quoted"; x=<1>.txt', '_quoted_; x=_1_.txt'],
    ['many   spaces\t.txt', 'many spaces.txt'],
    ['trailing. . .', 'trailing'],
    ['half \uD83D pair.txt', 'half _ pair.txt'],
    ['family 👍.png', 'family 👍.png'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanName(given)).toBe(kept)
  })

  it('a long one keeps its extension', () => {
    const kept = cleanName(`${'я'.repeat(500)}.docx`)
    expect(Array.from(kept ?? '')).toHaveLength(longestFileName)
    expect(kept).toMatch(/я\.docx$/)
    expect(Array.from(withExtension('я'.repeat(longestFileName), 'txt'))).toHaveLength(longestFileName)
  })

  it('whatever was given, it is short, visible, no path, and the same when it is cleaned again', () => {
    const anyName = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
    )
    fc.assert(
      fc.property(anyName, (given) => {
        const name = cleanName(given)
        if (name === null) return
        expect(Array.from(name).length).toBeLessThanOrEqual(longestFileName)
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|[. ]$/u)
        expect(name.isWellFormed()).toBe(true)
        expect(cleanName(name)).toBe(name)
      }),
    )
  })

  it('an extension is letters after the last full stop', () => {
    expect(['a.PNG', 'a', 'a.b c', 'архив.7z'].map(extensionIn)).toEqual(['.png', '', '', '.7z'])
  })
})
