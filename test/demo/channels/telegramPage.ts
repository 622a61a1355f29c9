import { html, type Markup } from '#test/portal/markup.ts'
import { deskOf, type Correspondent } from './correspondents.ts'
import { framed, timeOf } from './frame.ts'
import type { Talk, TalkMessage } from './talk.ts'

export function telegramPage(talk: Talk, who: Correspondent): string {
  return framed({
    path: '/telegram',
    title: 'Telegram',
    about: html`Чат с ботом «${deskOf}». Сначала подключите мессенджер: на портале, в «Настройках поддержки», получите
    ссылку и вставьте её сюда. Дальше каждое сообщение идёт в обращение.`,
    who,
    main: html`<section aria-label="Чат" data-fresh="/telegram/messages?as=${who.key}">
        ${messagesMarkup(who, talk.messagesOf(who.chatId))}
      </section>
      <form method="post" action="/telegram?as=${who.key}" class="card line">
        <label>Сообщение <textarea name="text" required maxlength="4096" rows="2"></textarea></label>
        <button>Отправить</button>
      </form>`,
  })
}

export function messagesOf(talk: Talk, who: Correspondent): string {
  return messagesMarkup(who, talk.messagesOf(who.chatId)).html
}

function messagesMarkup(who: Correspondent, messages: readonly TalkMessage[]): Markup {
  if (messages.length === 0) return html`<p class="empty">Бот ждёт. Напишите ему что-нибудь.</p>`
  return html`<ol class="chat">
    ${messages.map((message) => bubble(who, message))}
  </ol>`
}

function bubble({ key }: Correspondent, { isOwn, text, buttons, at }: TalkMessage): Markup {
  return html`<li class="${isOwn ? 'own' : 'come'}">
    <pre>${text}</pre>
    <time>${timeOf(at)}</time>
    ${buttons.map(
      ({ text: label, data }) =>
        html`<form method="post" action="/telegram?as=${key}">
          <input type="hidden" name="data" value="${data}" /><button class="choice">${label}</button>
        </form>`,
    )}
  </li>`
}
