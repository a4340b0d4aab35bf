import type { CommittedExport } from './export-file.ts'
import { createExportFile } from './export-file.ts'
import type { DataFolder } from './open-data-folder.ts'

export interface StreamedExport {
  stream: WritableStream<Uint8Array>
  commit(): Promise<CommittedExport>
  discard(): Promise<void>
}

export interface ExportFiles {
  begin(name: string): Promise<StreamedExport>
}

export function createExportFiles(folder: DataFolder): ExportFiles {
  return {
    begin: async (name) => {
      const { write, commit, discard } = await createExportFile(folder, name)
      return { stream: new WritableStream<Uint8Array>({ write }), commit, discard }
    },
  }
}
