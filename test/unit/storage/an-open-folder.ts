import type { DataFolder } from '#studio/storage/open-data-folder.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import type { RecordingFiles } from '#studio/storage/recording-files.ts'
import { createRecordingFiles } from '#studio/storage/recording-files.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

export const aMoment = new Date('2026-03-09T23:59:58.500Z')

/** A data folder in a temporary place, in which it is always the same moment. */
export async function anOpenFolder(
  root = temporaryFolder(),
): Promise<{ folder: DataFolder; recordings: RecordingFiles }> {
  const folder = await openDataFolder(root)
  return { folder, recordings: createRecordingFiles(folder, () => aMoment) }
}
