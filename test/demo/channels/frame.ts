import { html, raw, type Markup } from '#test/portal/markup.ts'
import { correspondents, type Correspondent } from './correspondents.ts'

type Frame = { path: string; title: string; about: Markup; who: Correspondent; main: Markup }

/** A page of a channel: who writes, what they write, and what has come; the last is kept fresh by a script. */
export function framed({ path, title, about, who, main }: Frame): string {
  return html`${raw('<!doctype html>')}
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} — демонстрация Опоры</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/demo.css" />
        <link rel="stylesheet" href="/channels.css" />
        <script type="module" src="/channels.js"></script>
      </head>
      <body class="channel">
        <header>
          <a href="/">← Демонстрация</a>
          <h1>${title}</h1>
          <p class="hint">${about}</p>
          <nav aria-label="Кто пишет">${correspondents.map((one) => tab(path, one, one === who))}</nav>
          <p class="hint">${who.name}: ${who.is}.</p>
        </header>
        <main>${main}</main>
      </body>
    </html>`.html
}

function tab(path: string, { key, name }: Correspondent, isCurrent: boolean): Markup {
  return html`<a href="${path}?as=${key}" ${isCurrent ? raw('aria-current="page"') : undefined}>${name}</a>`
}

const clock = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit' })

export const timeOf = (at: Date): string => clock.format(at)
