import { useQuery } from '@tanstack/react-query'
import type { Script } from '#shared/entities/script/script.ts'
import { useStudio } from '../../parts/studio-context.tsx'

/** What the speaker will be shown for each of these lines, as the script's own file has it; null until it is known. */
export function usePromptTexts(lines: Script['lines']): (string | null)[] {
  const { queries } = useStudio()
  const { data } = useQuery(
    queries.scripts.write.queryOptions({
      input: { script: { title: '–', lines }, form: 'json' },
      enabled: lines.length > 0,
    }),
  )
  const { prompts } = data ? (JSON.parse(data.text) as { prompts: { prompt: string }[] }) : { prompts: [] }
  return lines.map(({ promptId }, index) => {
    const text = prompts[index]?.prompt
    // The file names a prompt by its id where its text is not its alone.
    return text === undefined || text === promptId ? null : text
  })
}
