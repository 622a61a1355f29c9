import { scanFile } from './platform/files/clamd.ts'
import { makeExaminer, type Examiner } from './platform/files/examiner.ts'
import { makeFileFolder } from './platform/files/fileFolder.ts'
import { placesIn } from './platform/embedded/places.ts'
import type { FileTools } from './tickets/feature.ts'
import type { Config } from './config.ts'

/** What files need of this machine: a folder, a process that looks into them, and a virus scanner where one is configured. */
export function makeFileTools(config: Config): FileTools & { examiner: Examiner } {
  const { dataDir, diskReserveBytes: reserveBytes, virusScanner, fileLimits } = config
  return {
    store: makeFileFolder({ folder: placesIn(dataDir).files, reserveBytes }),
    examiner: makeExaminer(),
    scan: virusScanner === null ? null : (path) => scanFile(virusScanner, path),
    sizes: fileLimits,
  }
}
