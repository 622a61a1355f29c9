import type { OutgoingMail } from './buildMail.types.ts'
import { escapeHtml } from '#server/notifications/domain/escapeHtml.ts'
import { outgoingTexts } from './outgoing.texts.ts'

const longestQuote = 20_000

/** Plain text, which readers without HTML and some filters take. */
export function textBody(mail: OutgoingMail): string {
  const words = outgoingTexts[mail.language]
  const quoted = quotedOf(mail)
  const { author, link, ticket, unsubscribeUrl } = mail
  const foot = [
    ...(ticket === null ? [] : [words.ticket(ticket.number)]),
    ...(mail.footer === '' ? [] : [mail.footer]),
    ...(isChosen(mail) && unsubscribeUrl !== null ? [`${words.unsubscribe}: ${unsubscribeUrl}`] : []),
    ...(ticket === null ? [] : [ticket.marker]),
  ]
  return [
    ...(author === null ? [] : [`${author}:`]),
    mail.text.trim(),
    ...(link === null ? [] : [`${link.label}: ${link.url}`]),
    ...(foot.length === 0 ? [] : [['-- ', ...foot].join('\n')]),
    ...(quoted === null
      ? []
      : [
          [words.wrote(quoted.author, quoted.at), ...quoted.text.split('\n').map((line) => `> ${line}`.trimEnd())].join(
            '\n',
          ),
        ]),
  ].join('\n\n')
}

function isChosen({ kind }: OutgoingMail): boolean {
  return kind === 'notice' || kind === 'digest'
}

function quotedOf({ quoted }: OutgoingMail): OutgoingMail['quoted'] {
  if (quoted === null) return null
  const text = quoted.text.trim()
  return { ...quoted, text: text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text }
}

const colours = {
  page: '#f3f5f8',
  card: '#ffffff',
  line: '#e6e9ed',
  ink: '#1f2328',
  quiet: '#626b77',
  accent: '#006ae6',
}
const dark = { page: '#16181b', card: '#1f2226', line: '#383d43', ink: '#e8eaed', quiet: '#a7abb0', accent: '#6cb0ff' }
const font = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Twice: for who follows the system, and for Outlook in the browser, which marks what it darkens. */
const darkRules = ['', '[data-ogsc] '].map((within) =>
  [
    `${within}.page{background:${dark.page}!important}`,
    `${within}.card{background:${dark.card}!important;border-color:${dark.line}!important}`,
    `${within}.ink{color:${dark.ink}!important}`,
    `${within}.quiet{color:${dark.quiet}!important}`,
    `${within}.line{border-color:${dark.line}!important}`,
    `${within}.link{color:${dark.accent}!important}`,
  ].join(''),
)

/** Tables and styles at each element, for Outlook on the desktop draws as a word processor does. */
export function htmlBody(mail: OutgoingMail, subject: string): string {
  return [
    `<!doctype html><html lang="${mail.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title>`,
    `<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${darkRules[0]}}${darkRules[1]}</style>`,
    '</head>',
    `<body class="page" style="margin:0;padding:0;background:${colours.page};-webkit-text-size-adjust:100%">`,
    `<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${colours.page}" style="background:${colours.page}"><tr><td align="center" style="padding:24px 12px">`,
    '<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
    `<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${colours.card}" style="max-width:600px;background:${colours.card};border:1px solid ${colours.line};border-radius:8px"><tr><td style="padding:24px;text-align:left;overflow-wrap:anywhere">`,
    ...topOf(mail),
    ...paragraphs(mail.text, 'ink', `margin:0 0 16px;font-size:16px;line-height:24px;color:${colours.ink};${font}`),
    ...buttonOf(mail),
    ...footOf(mail),
    '</td></tr></table>',
    '<!--[if mso]></td></tr></table><![endif]-->',
    '</td></tr></table>',
    ...quoteOf(mail),
    '</body></html>',
  ].join('\n')
}

/** Whose mail it is, and who speaks. */
function topOf({ from, ticket, author, language }: OutgoingMail): string[] {
  const name = ticket === null ? from.name : `${from.name} · ${outgoingTexts[language].ticket(ticket.number)}`
  return [
    paragraph(
      escapeHtml(name),
      'quiet',
      `margin:0 0 16px;font-size:14px;line-height:20px;color:${colours.quiet};${font}`,
    ),
    ...(author === null
      ? []
      : [
          paragraph(
            `<b>${escapeHtml(author)}</b>`,
            'ink',
            `margin:0 0 8px;font-size:16px;line-height:24px;color:${colours.ink};${font}`,
          ),
        ]),
  ]
}

function paragraph(html: string, name: string, style: string): string {
  return `<p class="${name}" style="${style}">${html}</p>`
}

function paragraphs(text: string, name: string, style: string): string[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((one) => paragraph(linked(one).replaceAll('\n', '<br>'), name, style))
}

/** Addresses of pages become links; nothing else is markup. */
function linked(text: string): string {
  let html = ''
  let at = 0
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'«»]{1,2000}/g)) {
    const url = match[0].replace(/[.,;:!?)\]]{1,20}$/, '')
    html += escapeHtml(text.slice(at, match.index))
    html += `<a class="link" href="${escapeHtml(url)}" style="color:${colours.accent}">${escapeHtml(url)}</a>`
    at = match.index + url.length
  }
  return html + escapeHtml(text.slice(at))
}

/** A cell with a colour: Outlook knows no other button. */
function buttonOf({ link }: OutgoingMail): string[] {
  if (link === null) return []
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px"><tr>',
    `<td bgcolor="${colours.accent}" style="background:${colours.accent};border-radius:6px">`,
    `<a href="${escapeHtml(link.url)}" style="display:inline-block;padding:10px 20px;font-size:16px;line-height:24px;color:#ffffff;text-decoration:none;${font}">${escapeHtml(link.label)}</a>`,
    '</td></tr></table>',
  ]
}

function footOf(mail: OutgoingMail): string[] {
  const { unsubscribeUrl, ticket, language } = mail
  const style = `margin:0 0 4px;font-size:13px;line-height:20px;color:${colours.quiet};${font}`
  const leave =
    isChosen(mail) && unsubscribeUrl !== null
      ? [
          paragraph(
            `<a class="link" href="${escapeHtml(unsubscribeUrl)}" style="color:${colours.accent}">${escapeHtml(outgoingTexts[language].unsubscribe)}</a>`,
            'quiet',
            style,
          ),
        ]
      : []
  return [
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="line" style="border-top:1px solid ${colours.line};padding-top:16px">`,
    ...paragraphs(mail.footer, 'quiet', style),
    ...leave,
    // Seen by whoever looks for it: what is hidden is left out when somebody answers.
    ...(ticket === null
      ? []
      : [
          paragraph(
            escapeHtml(ticket.marker),
            'quiet',
            `margin:8px 0 0;font-size:10px;line-height:14px;color:${colours.quiet};${font}`,
          ),
        ]),
    '</td></tr></table>',
  ]
}

function quoteOf(mail: OutgoingMail): string[] {
  const quoted = quotedOf(mail)
  if (quoted === null) return []
  const style = `margin:0 0 8px;font-size:14px;line-height:20px;color:${colours.quiet};${font}`
  return [
    '<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:0 12px 24px">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td style="padding:0 24px;text-align:left;overflow-wrap:anywhere">',
    paragraph(escapeHtml(outgoingTexts[mail.language].wrote(quoted.author, quoted.at)), 'quiet', style),
    `<blockquote type="cite" class="gmail_quote line" style="margin:0;padding:0 0 0 12px;border-left:2px solid ${colours.line}">`,
    ...paragraphs(quoted.text, 'quiet', style),
    '</blockquote></td></tr></table></td></tr></table>',
  ]
}
