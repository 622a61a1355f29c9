import { expect, it } from 'vitest'
import { meOf } from '#test/app/factories.ts'
import { clientAnswers } from './answers/client.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene, takeFaults } = useLooks(ownNames)
const client: Scene = {
  title: 'the support page',
  face: 'client',
  me: meOf(),
  answers: clientAnswers,
  reach: (page) => page.getByRole('heading', { level: 1 }).waitFor(),
}

/** What the inspection says of a page that somebody has done this to. */
async function complaintAfter(script: string): Promise<string> {
  const reach: Scene['reach'] = async (page, language) => {
    await client.reach(page, language)
    await page.evaluate(script)
  }
  return inspectScene({ ...client, reach }).then(
    () => 'nothing',
    (error: { actual?: unknown }) => JSON.stringify(error.actual),
  )
}

it.each([
  [
    'a control without a name',
    `document.querySelector('main').append(document.createElement('button'))`,
    'button-name',
  ],
  [
    'a name that is missing in one language alone',
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<button aria-label="503"></button>')
     const named = document.querySelector('main').lastElementChild
     new MutationObserver(() => named.setAttribute('aria-label', document.documentElement.lang === 'en' ? '' : '503')).observe(document.documentElement, { attributeFilter: ['lang'] })`,
    'button-name',
  ],
  [
    'a control that is there in the dark alone, without a name',
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<style>.light .seeded { display: none }</style><button class="seeded"></button>')`,
    'button-name',
  ],
  [
    'a text that is too pale in the dark alone',
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<p style="color: light-dark(#111, #333)">503</p>')
     document.documentElement.style.colorScheme = 'normal'
     new MutationObserver(() => document.documentElement.style.colorScheme = document.documentElement.className).observe(document.documentElement, { attributeFilter: ['class'] })`,
    'color-contrast',
  ],
  [
    'a row that sticks out of a phone alone',
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<p><button style="width: 400px">503</button></p>')`,
    'out of its place: 503',
  ],
  [
    'the name of a text',
    `document.querySelector('main').append('catalogue7.newTicket until {date}')`,
    '"rawTexts":["catalogue7.newTicket","{date}"]',
  ],
  ['a word that is Russian everywhere', `document.querySelector('main').append('Ещё')`, '"foreign":["Ещё"]'],
  [
    'an empty page',
    `document.querySelector('main').remove(), document.querySelector('aside').remove()`,
    'hasContent: false',
  ],
  [
    'a page without its styles',
    `for (const one of document.querySelectorAll('link, style')) one.remove()`,
    'isStyled: false',
  ],
  [
    'a page that stays light',
    `new MutationObserver(() => document.documentElement.classList.replace('dark', 'light')).observe(document.documentElement, { attributeFilter: ['class'] })`,
    'theme: light',
  ],
])('control: a look finds %s', async (_what, script, complaint) => {
  expect(await complaintAfter(script)).toContain(complaint)
})

it('control: a page that asks what nobody has prepared, or is told what no server says, fails its scene', async () => {
  const answers = { ...clientAnswers, listTickets: () => ({ tickets: [], nextCursor: 'x'.repeat(3), more: true }) }
  const { listTickets: _left, ...without } = clientAnswers

  await inspectScene({ ...client, answers: without }).catch(() => {})
  const unanswered = takeFaults().join()
  await inspectScene({ ...client, answers }).catch(() => {})

  expect(unanswered).toContain('no answer prepared for /api/tickets/list')
  expect(takeFaults().join()).toContain('listTickets cannot answer so: more')
})
