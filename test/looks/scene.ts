import type { Page } from 'playwright-core'
import type { Language } from '#contract/common.ts'
import type { Me } from '#contract/session.ts'
import type { Answers } from '#test/app/page.ts'
import type { Face } from './lookServer.ts'

/** One page of the application: what the server says of it, and how one gets there in each language. */
export interface Scene {
  title: string
  face: Face
  me: Me
  answers: Answers
  /** What the portal hands the page along. */
  options?: Record<string, string>
  isInstallMode?: boolean
  reach: (page: Page, language: Language) => Promise<void>
  /** So many pixels of a phone may stand above the conversation at most. */
  mostHead?: number
}
