/** Lays out one document after the other (see `pdf.ts`). */
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import pdfMake, { type Content } from 'pdfmake'
import type { PdfDocument, PdfPart } from './pdf.ts'
import { printable } from './printableText.ts'

const muted = '#525c69'
const line = '#c6cdd3'

/** With Cyrillic, Ukrainian letters included; they come with the library. */
const [normal, bold] = ['Regular', 'Medium'].map((weight) =>
  fileURLToPath(import.meta.resolve(`pdfmake/fonts/Roboto/Roboto-${weight}.ttf`)),
)

pdfMake.addFonts({ Roboto: { normal, bold } })
// Nothing but these fonts is read, whatever a text says.
pdfMake.setUrlAccessPolicy(() => false)
pdfMake.setLocalAccessPolicy((path) => path === normal || path === bold)

parentPort?.on('message', (document: PdfDocument) => void layOut(document))

/** What fails ends the thread, and is told as its error. */
async function layOut(document: PdfDocument): Promise<void> {
  const bytes = await pdfMake.createPdf(definitionOf(document)).getBuffer()
  parentPort?.postMessage(bytes, [])
}

function definitionOf({ language, title, parts, foot }: PdfDocument): Parameters<typeof pdfMake.createPdf>[0] {
  return {
    info: { title },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.25 },
    content: [{ text: printable(title), fontSize: 18, bold: true, margin: [0, 0, 0, 12] }, ...parts.map(contentOf)],
    footer: (page, pages) => ({
      margin: [48, 16, 48, 0],
      fontSize: 8,
      color: muted,
      columns: [{ text: printable(foot) }, { text: `${page} / ${pages}`, alignment: 'right', width: 60 }],
    }),
  }
}

function contentOf(part: PdfPart): Content {
  switch (part.part) {
    case 'heading':
      return { text: printable(part.text), fontSize: 13, bold: true, margin: [0, 14, 0, 6], headlineLevel: 1 }
    case 'subheading':
      return { text: printable(part.text), bold: true, margin: [0, 8, 0, 3], headlineLevel: 2 }
    case 'text':
      return { text: printable(part.text), margin: [0, 0, 0, 6] }
    case 'small':
      return { text: printable(part.text), fontSize: 8, color: muted, margin: [0, 6, 0, 0] }
    case 'facts':
      return {
        layout: 'noBorders',
        table: {
          widths: [150, '*'],
          body: part.facts.map(([name, value]) => [{ text: printable(name), color: muted }, printable(value)]),
        },
      }
    case 'steps':
      return { stack: part.steps.map((step, index) => `${index + 1}. ${printable(step)}`), margin: [12, 0, 0, 8] }
    case 'list':
      return { ul: part.items.map(printable), margin: [0, 0, 0, 6] }
    case 'table':
      return {
        layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => line },
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: part.head.map((_name, index) => (index === part.head.length - 1 ? 'auto' : '*')),
          body: [
            part.head.map((text) => ({ text: printable(text), color: muted })),
            ...part.rows.map((row) => row.map(printable)),
            part.sum.map((text) => ({ text: printable(text), bold: true })),
          ],
        },
      }
  }
}
