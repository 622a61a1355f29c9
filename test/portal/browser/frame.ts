import type { Parameters } from './protocol.ts'

/** How a frame opens more of the portal above itself. */
export interface Openers {
  openApplication: (params: Parameters, onClose: () => void) => void
  openPath: (path: string, onClose: () => void) => void
}

/** One frame with the application in it. */
export interface FrameHost {
  root: HTMLElement
  frame: HTMLIFrameElement
  initData: Parameters
  placement: string
  isSlider: boolean
  /** Closes the slider that the frame is in; undefined on the main page. */
  close: (() => void) | undefined
  openers: Openers
}

export type FrameCommand = (
  host: FrameHost,
  params: Parameters,
  answer: (value?: unknown) => void,
) => void | Promise<void>
