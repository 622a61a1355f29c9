import type { Locator } from 'playwright-core'
import type { Visit } from './stage.ts'

/** Works, ledger or orders of the open account. */
export function part({ app }: Visit, name: string): Locator {
  return app.getByRole('group', { name: 'Что показать' }).getByText(name, { exact: true })
}
