import type { Frame, Page } from 'playwright-core'

/** A message as the window that received it saw it. */
export interface Heard {
  at: string
  from: string
  data: string
}

/** What every window of this page is told from now on, in order. */
export async function listenTo(page: Page): Promise<Heard[]> {
  const heard: Heard[] = []
  await page.exposeFunction('hear', (message: Heard) => void heard.push(message))
  await page.addInitScript(`addEventListener('message', ({ origin, data }) =>
    hear({ at: location.origin, from: origin, data: typeof data === 'string' ? data : JSON.stringify(data) }))`)
  return heard
}

export function toldAt(origin: string, heard: readonly Heard[]): string[] {
  return heard.filter(({ at }) => at === origin).map(({ data }) => data)
}

/** The frame of the application once the SDK is initialised in it. */
export async function frameOfApplication(page: Page, within = '.below'): Promise<Frame> {
  const element = await page.waitForSelector(`${within} iframe[name*="|"]`, { state: 'attached' })
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The frame is gone')
  await frame.waitForSelector('body[data-ready]')
  return frame
}

export function sidOf(frame: Frame): string {
  return frame.name().split('|')[2] ?? ''
}
