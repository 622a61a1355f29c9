import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick, reactive } from 'vue'
import ProposedPhrasings from '#app/learning/ProposedPhrasings.vue'
import { someone } from '../deskFactories.ts'
import { byRole, click, mountInApp, server, settle, signIn } from '../harness.ts'
import { isThere } from '../page.ts'

const page = () => document.body.textContent ?? ''
const written = {
  language: 'ru' as const,
  audience: 'clients' as const,
  title: 'Письма не уходят',
  body: 'Проверьте порт.',
  phrasings: ['письма застряли'],
}
const added: string[][] = []
const isDisabled = (name: string) => byRole('button', name).hasAttribute('disabled')

async function show(article = written): Promise<void> {
  added.length = 0
  mountInApp(ProposedPhrasings, { props: { article, add: (phrasings: string[]) => void added.push(phrasings) } })
  await settle()
}

beforeEach(() => signIn(someone('agent')))

describe('A4 phrasings that a language model proposes', () => {
  it('are not spoken of where no model is set', async () => {
    await show()
    expect(server.asked('readPhrasingHelp')).toHaveLength(1)
    expect(page().trim()).toBe('')
  })

  describe('where one is', () => {
    beforeEach(() => server.on('readPhrasingHelp', () => ({ isOn: true })))

    it('are added only as they are ticked', async () => {
      server.on('proposePhrasings', () => ({ phrasings: ['почта зависла', 'почта стоит', 'клиенты без писем'] }))
      await show()
      await click(byRole('button', 'Предложить формулировки'))
      expect(server.asked('proposePhrasings')).toEqual([written])
      expect(added).toEqual([])
      expect(isDisabled('Добавить отмеченные')).toBe(true)

      await click(byRole('checkbox', 'клиенты без писем'))
      await click(byRole('checkbox', 'почта зависла'))
      await click(byRole('button', 'Добавить отмеченные'))

      expect(added).toEqual([['почта зависла', 'клиенты без писем']])
      expect(isThere('checkbox', 'почта стоит')).toBe(true)
      expect(isThere('checkbox', 'почта зависла')).toBe(false)
      expect(page()).toContain('Добавлено: 2. Сохраните статью.')
    })

    it('are none where the model knows nothing else, and where it fails that is said', async () => {
      server.on('proposePhrasings', () => ({ phrasings: [] }))
      await show()
      await click(byRole('button', 'Предложить формулировки'))
      expect(page()).toContain('Новых формулировок модель не нашла.')

      server.refuse('proposePhrasings', 'no_proposals')
      await click(byRole('button', 'Предложить формулировки'))
      expect(page()).toContain('Модель сейчас не отвечает')
      expect(page()).not.toContain('Новых формулировок модель не нашла.')
    })

    it('are not asked for before there is a text, or with a line that is too long', async () => {
      const article = reactive({ ...written, body: ' ' })
      await show(article)
      expect(isDisabled('Предложить формулировки')).toBe(true)
      article.body = 'Проверьте порт.'
      await nextTick()
      expect(isDisabled('Предложить формулировки')).toBe(false)
      article.phrasings = ['x'.repeat(151)]
      await nextTick()
      expect(isDisabled('Предложить формулировки')).toBe(true)
    })
  })
})
