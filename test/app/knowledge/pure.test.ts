import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sectionsOf } from '#app/knowledge/articleSections.ts'
import { phrasingsIn } from '#app/knowledge/articleDraft.ts'
import { lineDiff } from '#app/knowledge/lineDiff.ts'

describe('A5 the text of an article', () => {
  it('has parts by its headings, and what looks like one in code is none', () => {
    const text = 'Начало\n\n# Первая\nслово\n```\n# не заголовок\n```\n### Третья ###\n\n#без пробела\n'
    expect(sectionsOf(text)).toEqual([
      { level: null, heading: '', body: 'Начало' },
      { level: 1, heading: 'Первая', body: 'слово\n```\n# не заголовок\n```' },
      { level: 3, heading: 'Третья', body: '#без пробела' },
    ])
    expect(sectionsOf('')).toEqual([])
  })

  it('has at most a hundred of them; what goes beyond is text, and no line is lost', () => {
    const many = Array.from({ length: 300 }, (_, index) => `# Часть ${index}`).join('\n')
    const sections = sectionsOf(many)
    expect(sections.length).toBeLessThanOrEqual(102)
    expect(sections.map(({ heading, body }) => heading + body).join('\n')).toContain('# Часть 299')
  })
})

describe('A5 what has changed between two versions', () => {
  const texts = fc.array(fc.constantFrom('а', 'б', 'в', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))

  it('makes each of them of the other', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const diff = lineDiff(before, after)
        const without = (kind: string) => diff.filter((line) => line.kind !== kind).map(({ text }) => text)
        expect(without('added').join('\n')).toBe(before)
        expect(without('removed').join('\n')).toBe(after)
      }),
    )
  })

  it('takes out and adds as few lines as may be', () => {
    expect(lineDiff('один\nдва\nтри', 'один\nтри\nчетыре')).toEqual([
      { kind: 'same', text: 'один' },
      { kind: 'removed', text: 'два' },
      { kind: 'same', text: 'три' },
      { kind: 'added', text: 'четыре' },
    ])
  })

  it('of very long texts is said as a whole', () => {
    const lines = (of: string) => Array.from({ length: 2500 }, (_, index) => `${of} ${index}`).join('\n')
    expect(lineDiff(lines('было'), lines('стало')).filter(({ kind }) => kind === 'same')).toEqual([])
  })
})

it('A5 phrasings count once, however they are written', () => {
  expect(phrasingsIn('Где код?\n  где код \n\n!!!\nкак подключить')).toEqual(['где код', 'как подключить'])
})
