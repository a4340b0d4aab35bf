import { implement } from '@orpc/server'
import { studioContract } from '#shared/contract/studio.ts'
import { licences } from '#shared/entities/speaker.ts'
import type { StudioServices } from '../services/studio-services.ts'
import type { CallCount } from './call-count.ts'
import { counting } from './call-count.ts'
import { translateFaults } from './translate-faults.ts'

/** Contract → service, one line a procedure. */
export function createRouter(services: StudioServices, calls: CallCount) {
  const { phonemes, speakers, recording, takes, sources, generation, bundles, doctor, studio } = services
  const os = implement(studioContract).use(counting(calls)).use(translateFaults)
  const named = (queries: string[] | undefined) => queries?.map((query) => phonemes.find(query)) ?? phonemes.every()
  const rowOf = (query: string) => phonemes.row(phonemes.find(query))

  return os.router({
    studio: {
      info: os.studio.info.handler(() => ({ ...studio.info(), licences: [...licences] })),
      status: os.studio.status.handler(() => studio.status()),
      changes: os.studio.changes.handler(({ signal }) => studio.changes(signal)),
    },
    phonemes: {
      categories: os.phonemes.categories.handler(() => phonemes.categories()),
      list: os.phonemes.list.handler(({ input }) => phonemes.list(input.query)),
      get: os.phonemes.get.handler(({ input }) => rowOf(input.phoneme)),
      resolve: os.phonemes.resolve.handler(({ input }) => phonemes.resolve(phonemes.find(input.phoneme))),
    },
    speakers: {
      list: os.speakers.list.handler(() => speakers.list()),
      add: os.speakers.add.handler(({ input }) => speakers.add(input)),
      giveConsent: os.speakers.giveConsent.handler(({ input }) => speakers.giveConsent(input.speakerId, input.licence)),
      withdrawConsent: os.speakers.withdrawConsent.handler(({ input }) => speakers.withdrawConsent(input.speakerId)),
    },
    recording: {
      openSession: os.recording.openSession.handler(({ input }) => recording.openSession(input.speakerId, input.input)),
      closeSession: os.recording.closeSession.handler(({ input }) => {
        recording.closeSession(input.sessionId)
        return {}
      }),
      begin: os.recording.begin.handler(({ input }) => recording.begin(input)),
      append: os.recording.append.handler(async ({ input }) => ({
        frames: await recording.append(input.takeId, input.sequence, input.samples),
      })),
      finish: os.recording.finish.handler(async ({ input }) => {
        const take = await recording.finish(input)
        return { ...takes.view(take), waveform: takes.waveform(take.id) }
      }),
      discard: os.recording.discard.handler(async ({ input }) => {
        await recording.discard(input.takeId)
        return {}
      }),
    },
    takes: {
      list: os.takes.list.handler(({ input }) => takes.list(input)),
      waveform: os.takes.waveform.handler(({ input }) => takes.waveform(input.takeId)),
      setTrim: os.takes.setTrim.handler(({ input }) => takes.setTrim(input.takeId, input.trim)),
      setVerdict: os.takes.setVerdict.handler(({ input }) => takes.setVerdict(input.takeId, input.verdict)),
      publish: os.takes.publish.handler(({ input }) => takes.publish(input.takeId)),
      importFile: os.takes.importFile.handler(async ({ input }) => {
        const bytes = new Uint8Array(await input.file.arrayBuffer())
        const phoneme = phonemes.find(input.phoneme)
        const speaker = speakers.byCode(input.speakerCode)
        return takes.view(await takes.importFile({ phoneme, speaker, bytes, fileName: input.fileName }))
      }),
    },
    sources: {
      list: os.sources.list.handler(({ input }) => {
        const phonemeId = input.phoneme === undefined ? undefined : phonemes.find(input.phoneme).id
        return sources.list({ phonemeId, sourceType: input.sourceType })
      }),
      waveform: os.sources.waveform.handler(({ input }) => sources.waveform(input.sourceId)),
      prefer: os.sources.prefer.handler(async ({ input }) => {
        await sources.prefer(phonemes.find(input.phoneme), input.sourceId, input.reason ?? null)
        return rowOf(input.phoneme)
      }),
      reject: os.sources.reject.handler(({ input }) =>
        sources.reject(input.sourceId, input.rejected, input.reason ?? null),
      ),
      played: os.sources.played.handler(({ input }) => ({ usageCount: sources.played(input.playId, input.sourceId) })),
    },
    generation: {
      voices: os.generation.voices.handler(() => generation.voices()),
      fill: os.generation.fill.handler(({ input, signal }) =>
        generation.fill({ ...input, phonemes: named(input.phonemes) }, signal),
      ),
    },
    bundles: {
      export: os.bundles.export.handler(({ input }) => bundles.export({ withTakes: input.withTakes ?? false })),
    },
    catalog: {
      status: os.catalog.status.handler(() => studio.catalogStatus()),
      doctor: os.catalog.doctor.handler(() => doctor.examine()),
    },
  })
}

export type StudioRouter = ReturnType<typeof createRouter>
