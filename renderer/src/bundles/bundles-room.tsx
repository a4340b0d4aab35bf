import { usePlace } from '../parts/use-place.ts'
import { CoursePage } from './course/course-page.tsx'
import { ExportPage } from './export/export-page.tsx'
import { ReadPage } from './read/read-page.tsx'

/** Audio and catalog as one file with checksums: what the course and other studios receive, and what comes from them. */
export function BundlesRoom() {
  const { place } = usePlace()
  if (place.phonemeId === 'read') return <ReadPage />
  return place.phonemeId === 'course' ? <CoursePage /> : <ExportPage />
}
