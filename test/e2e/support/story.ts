import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { setStage, type Stage } from './stage.ts'

/** A stage for the stories of one file, its servers with what `environment` says besides; a story fails when any of its pages did what no page may do. */
export function useStage(
  prepare: (stage: Stage) => Promise<void> = async () => {},
  environment: () => Promise<Record<string, string>> = async () => ({}),
): Stage {
  const held: { stage?: Stage } = {}
  const present = (): Stage => {
    if (held.stage === undefined) throw new Error('The stage is not set')
    return held.stage
  }
  beforeAll(async () => {
    held.stage = await setStage(await environment())
    await prepare(held.stage)
  }, 120_000)
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error('Pictures:', await present().takePictures(task.name))
    const complaints = present().takeComplaints()
    await present().closePages()
    expect(complaints).toEqual([])
  })
  afterAll(() => held.stage?.stop(), 30_000)
  return {
    get world() {
      return present().world
    },
    open: (...visit) => present().open(...visit),
    sameBrowser: () => present().sameBrowser(),
    takeComplaints: () => present().takeComplaints(),
    closePages: () => present().closePages(),
    takePictures: (name) => present().takePictures(name),
    stop: () => present().stop(),
  }
}
