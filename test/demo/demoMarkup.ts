import { html, raw, type Markup } from '#test/portal/markup.ts'
import { fullNameOf } from '#test/portal/people.ts'
import { deskAddress, deskOf } from './channels/correspondents.ts'
import { groups, type Card, type Group } from './demoGroups.ts'
import type { PortalUser, Sandbox, SandboxPortal } from '#test/portal/sandbox.ts'

type Demo = { sandbox: Sandbox; code: string }

/** In Russian, the product's default language. */
export function demoMarkup({ sandbox, code }: Demo): string {
  const { client, partner } = sandbox.portals
  return html`${raw('<!doctype html>')}
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Опора — демонстрация</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/demo.css" />
        <script type="module" src="/demo.js"></script>
      </head>
      <body>
        <header>
          <h1>Опора: поддержка партнёра внутри Битрикс24</h1>
          <p>
            Здесь всё настоящее, кроме самих порталов: сервер, база и приложение работают на этой машине, а порталы
            Битрикс24 учебные. Ничего не уходит наружу, учётные записи не нужны.
          </p>
        </header>
        <main>
          ${minute({ client, partner, code })}
          <section aria-labelledby="portals">
            <h2 id="portals">Порталы и люди</h2>
            <p>Каждая ссылка открывает портал от имени этого человека. Сменить человека можно и на самом портале.</p>
            ${groups.map((group) => groupOf(sandbox, group))}
          </section>
          ${channels()}
          <section aria-labelledby="more">
            <h2 id="more">Что ещё попробовать</h2>
            <ul>
              <li>
                <b>Вернуться к стандартной поддержке</b> одним нажатием на портале клиента: обращения у партнёра
                закроются для записи в ту же секунду, на открытых страницах обоих порталов.
              </li>
              <li>
                <b>Сменить тариф портала</b>: значок инструментов в верхней полосе портала, «Тариф портала». На
                бесплатном тарифе люди не отвечают, на «Энтерпрайзе» отвечают круглосуточно.
              </li>
              <li>
                <b>Купить кванты</b>: подключённый клиент выбирает тариф в разделе «Баланс», владелец партнёра
                записывает оплату в «Балансах». Таймер запускают в обращении, списания видны обеим сторонам.
              </li>
              <li><b>Язык и тема</b> переключаются там же: русский, украинский, английский, светлая и тёмная.</li>
              <li>
                <b>Удалить приложение</b> и поставить его снова: там же. Подключение к партнёру при этом кончается.
              </li>
              <li><b>Колокольчик</b> портала показывает, о чём приложение сообщило.</li>
            </ul>
            <p class="hint">
              Код на этой странице на одно подключение. Новый выпускает ${fullNameOf(partner.users.owner)} на портале
              партнёра, раздел «Коды». Перезапуск демонстрации начинает всё сначала.
            </p>
          </section>
        </main>
      </body>
    </html>`.html
}

function minute({ client, partner, code }: { client: SandboxPortal; partner: SandboxPortal; code: string }): Markup {
  return html`<section class="minute" aria-labelledby="minute">
    <h2 id="minute">За одну минуту</h2>
    <ol>
      <li>
        <span>Откройте портал клиента: ${personLink(client, 'admin', 'left')}, администратор «${client.title}».</span>
      </li>
      <li>
        <span
          >Нажмите «Подключить партнёра по коду» и вставьте код поддержки, который выпустил «${partner.title}»:</span
        >
        <span class="code">
          <output id="code">${code}</output>
          <button type="button" id="copy">Скопировать</button>
          <span id="copied" role="status"></span>
        </span>
      </li>
      <li><span>Прочитайте, что изменится, подтвердите и напишите первое обращение.</span></li>
      <li>
        <span
          >Ответьте с другой стороны: ${personLink(partner, 'firstAgent', 'right')}, специалист «${partner.title}».
          Сообщения видны сразу у обоих.</span
        >
      </li>
    </ol>
    <p class="side-by-side">
      <button type="button" id="both">Открыть обе стороны рядом</button>
      <span class="hint">Два окна по половине экрана. Если браузер открыл одно, разрешите всплывающие окна.</span>
    </p>
  </section>`
}

/** Whoever writes from outside the portals. */
function channels(): Markup {
  const pages = [
    ['/mail', 'Почта', `Письмо на ${deskAddress} становится обращением, ответ приходит письмом в той же цепочке.`],
    ['/telegram', 'Telegram', 'Бот узнаёт человека по ссылке с портала; дальше сообщения идут в обращение.'],
  ] as const
  return html`<section aria-labelledby="channels">
    <h2 id="channels">Почта и мессенджеры</h2>
    <p>Клиентам «${deskOf}» не нужно открывать портал. Пишите от имени любого из них:</p>
    <div class="portals">
      ${pages.map(
        ([path, title, about]) =>
          html`<article>
            <h4><a href="${path}" target="_blank" rel="noopener">${title}</a></h4>
            <p class="hint">${about}</p>
          </article>`,
      )}
    </div>
  </section>`
}

function groupOf({ portals }: Sandbox, { title, about, cards, toSee }: Group): Markup {
  return html`<section>
    <h3>${title}</h3>
    <p class="hint">${about}</p>
    <div class="portals">${cards.map((card) => portalCard(portals, card))}</div>
    <p class="to-see">Что здесь посмотреть:</p>
    <ul>
      ${toSee.map((text) => html`<li>${text}</li>`)}
    </ul>
  </section>`
}

function portalCard(portals: Sandbox['portals'], { portal: key, what, people }: Card): Markup {
  const portal = portals[key]
  if (portal === undefined) throw new Error(`There is no portal ${key}`)
  const rows = people.map(([role, does]) => html`<li>${personLink(portal, role)}<small>${does}</small></li>`)
  return html`<article>
    <h4>${portal.title}</h4>
    <p class="hint">${what}</p>
    <ul class="people">
      ${rows}
    </ul>
  </article>`
}

function personLink(portal: SandboxPortal, role: string, side?: 'left' | 'right'): Markup {
  const user: PortalUser | undefined = portal.users[role]
  if (user === undefined) throw new Error(`Portal ${portal.key} has nobody who is ${role}`)
  return html`<a
    href="${portal.portalUrl(user.id)}"
    target="_blank"
    rel="noopener"
    ${side && raw(` data-side="${side}"`)}
    >${fullNameOf(user)}</a
  >`
}
