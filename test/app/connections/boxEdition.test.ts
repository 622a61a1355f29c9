import { beforeEach, expect, test } from 'vitest'
import BoxEdition from '#app/connections/BoxEdition.vue'
import { byLabel, byRole, click, mountPage, server, settle, signIn } from '../harness.ts'
import { someone } from '../deskFactories.ts'

const props = { memberId: 'romashka', isEnterprise: false }

beforeEach(() => signIn(someone('owner')))

test('E1 the owner says that a box is enterprise, with one click', async () => {
  server.on('setBoxEdition', () => ({}))
  mountPage(BoxEdition, { props })

  await click(byLabel(/Энтерпрайз/))

  expect(server.asked('setBoxEdition')).toEqual([{ memberId: 'romashka', isEnterprise: true }])
})

test('E1 a refusal is said in words, and the mark goes back', async () => {
  server.refuse('setBoxEdition', 'not_a_box')
  mountPage(BoxEdition, { props })

  await click(byLabel(/Энтерпрайз/))
  await settle()

  expect(byRole('alert').textContent).toContain('Этот портал в облаке')
  expect(byLabel(/Энтерпрайз/)).toHaveProperty('checked', false)
})

test('E1 an agent reads what was said', async () => {
  await signIn(someone('agent'))
  mountPage(BoxEdition, { props: { ...props, isEnterprise: true } })

  expect(document.body.textContent).toContain('Энтерпрайз')
  expect(document.querySelectorAll('input')).toHaveLength(0)
})
