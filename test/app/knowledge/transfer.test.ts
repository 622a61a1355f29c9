import { describe, expect, it, vi } from 'vitest'
import ImportDialog from '#app/knowledge/ImportDialog.vue'
import TransferTools from '#app/knowledge/TransferTools.vue'
import { articleFilesIn, batchesOf } from '#app/knowledge/articleFiles.ts'
import { DamagedZip } from '#app/knowledge/articleFiles.ts'
import { readZip, writeZip } from '#app/knowledge/zip.ts'
import { makeZipWriter } from '#server/platform/files/zipWriter.ts'
import { byRole, click, mountPage, server, settle } from '../harness.ts'

const page = () => document.body.textContent ?? ''
const bufferOf = (parts: readonly Uint8Array<ArrayBuffer>[]) => new Blob([...parts]).arrayBuffer()
const everything = () => true

async function packed(texts: Record<string, string>): Promise<ArrayBuffer> {
  const writer = makeZipWriter()
  for (const [path, text] of Object.entries(texts)) {
    const entry = writer.open(path)
    await entry.write(text)
    await entry.close()
  }
  return new Uint8Array(writer.finish()).buffer
}

describe('A5 an archive of articles', () => {
  const texts = [
    { path: 'ru/почта.md', text: '# Почта\n' },
    { path: 'en/mail.md', text: '' },
  ]

  it('is read as it was written, with and without compression; what is not wanted is left', async () => {
    expect(await readZip(await bufferOf(writeZip(texts)), everything)).toEqual(texts)
    const deflated = await packed({ 'ru/почта.md': '# Почта\n', 'picture.png': 'x' })
    expect(await readZip(deflated, (path) => path.endsWith('.md'))).toEqual(texts.slice(0, 1))
  })

  it('that is none, is cut, or unpacks to too much is refused', async () => {
    const whole = await bufferOf(writeZip(texts))
    const bomb = await packed({ 'ru/bomb.md': 'a'.repeat(300_000) })
    const noSuch = new TextEncoder().encode('no archive at all, but long enough').buffer
    for (const archive of [noSuch, new ArrayBuffer(0), whole.slice(20), bomb]) {
      await expect(readZip(archive, everything)).rejects.toThrow(DamagedZip)
    }
  })

  it('goes to the server in parts that it takes, with what is too long apart', () => {
    const files = Array.from({ length: 120 }, (_, index) => ({ path: `ru/${index}.md`, text: 'я'.repeat(2_000) }))
    const { batches, tooLong } = batchesOf([...files, { path: 'ru/long.md', text: 'a'.repeat(60_001) }])
    expect(batches.flat()).toEqual(files)
    expect(tooLong.map(({ path }) => path)).toEqual(['ru/long.md'])
    const bytes = batches.map((batch) => new TextEncoder().encode(JSON.stringify(batch)).length)
    expect(Math.max(...bytes)).toBeLessThan(100_000)
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(50)
  })

  it('finds Markdown in archives and beside them', async () => {
    const archive = new File(writeZip(texts), 'kb.ZIP')
    const found = await articleFilesIn([archive, new File(['текст'], 'one.md'), new File(['x'], 'photo.png')], 'uk')
    expect(found.map(({ path }) => path)).toEqual(['ru/почта.md', 'en/mail.md', 'uk/one.md'])
  })
})

it('A5 an import says what became of each file, and why some are none', async () => {
  mountPage(ImportDialog, { props: { open: true, canPublish: true } })
  await settle()
  await click(byRole('button', 'Загрузить'))
  expect(page()).toContain('Выберите файлы.')
  const input = document.querySelector('input[type=file]') ?? document.body
  const chosen = [new File(['---'], 'a.md'), new File(['---'], 'b.md')]
  Object.defineProperty(input, 'files', { value: chosen })
  input.dispatchEvent(new Event('change'))
  await vi.waitFor(() => expect(page()).not.toContain('Выберите файлы.'))
  server.on('importArticles', ({ files }) => ({
    results: files.map(({ path }) =>
      path === 'ru/a.md'
        ? { path, outcome: 'created', fault: null, isPublished: true }
        : { path, outcome: 'refused', fault: 'name', isPublished: false },
    ),
  }))
  await click(byRole('checkbox'))
  await click(byRole('button', 'Загрузить'))
  expect(server.asked('importArticles')).toMatchObject([
    { publishes: true, files: [{ path: 'ru/a.md' }, { path: 'ru/b.md' }] },
  ])
  expect(page()).toContain('Новых статей: 1')
  expect(page()).toContain('ru/b.md: имя не вида ru/nazvanie.md')
})

it('A5 a lead adds the articles that come with the program; nobody is offered none', async () => {
  server.on('readOwnArticles', () => ({ left: 130 }))
  server.on('copyOwnArticles', () => ({ left: 0 }))
  mountPage(TransferTools, { props: { canPublish: true, hasArticles: false } })
  await settle()
  await click(byRole('button', 'Добавить готовые статьи (130)'))
  expect(server.asked('copyOwnArticles')).toHaveLength(1)
  expect(page()).not.toContain('Добавить готовые статьи')
})
