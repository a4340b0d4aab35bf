import { implement } from '@orpc/server'
import { studioContract } from '#shared/contract/studio.ts'
import { licences } from '#shared/entities/speaker.ts'
import type { StudioServices } from '../services/studio-services.ts'
import type { CallCount } from './call-count.ts'
import { counting } from './call-count.ts'
import { translateFaults } from './translate-faults.ts'

/** Contract → service, one line a procedure. */
export function createRouter(services: StudioServices, calls: CallCount) {
  const { phonemes, speakers, scripts, sittings, review, sessions, recording, takes } = services
  const { sources, sourcePages, plays, generation, speech, resolver, analytics, cacheUpkeep } = services
  const { bundles, doctor, settings, studio } = services
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
      resolve: os.phonemes.resolve.handler(({ input }) => phonemes.resolve(phonemes.find(input.phoneme), input)),
      getAudio: os.phonemes.getAudio.handler(({ input }) => phonemes.getAudio(input.phoneme)),
      getPhonemeAudio: os.phonemes.getPhonemeAudio.handler(({ input }) =>
        phonemes.getPhonemeAudio(input.phoneme, input),
      ),
      getAudioWithFallback: os.phonemes.getAudioWithFallback.handler(({ input }) =>
        phonemes.getAudioWithFallback(input.phoneme),
      ),
    },
    speakers: {
      list: os.speakers.list.handler(() => speakers.list()),
      add: os.speakers.add.handler(({ input }) => speakers.add(input)),
      giveConsent: os.speakers.giveConsent.handler(({ input }) => speakers.giveConsent(input.speakerId, input.licence)),
      withdrawConsent: os.speakers.withdrawConsent.handler(({ input }) => speakers.withdrawConsent(input.speakerId)),
    },
    scripts: {
      build: os.scripts.build.handler(({ input }) => scripts.build({ ...input, phonemes: named(input.phonemes) })),
      read: os.scripts.read.handler(({ input }) => scripts.read(input.file, input.fileName)),
      write: os.scripts.write.handler(({ input }) => scripts.write(input.script, input.form)),
    },
    sittings: {
      start: os.sittings.start.handler(({ input }) => sittings.start(input)),
      list: os.sittings.list.handler(({ input }) => sittings.list(input)),
      get: os.sittings.get.handler(({ input }) => sittings.get(input.sittingId)),
      setMode: os.sittings.setMode.handler(({ input }) => sittings.setMode(input.sittingId, input.mode)),
      goTo: os.sittings.goTo.handler(({ input }) => sittings.goTo(input.sittingId, input.current)),
      skip: os.sittings.skip.handler(({ input }) => sittings.skip(input.sittingId, input.promptId, input.reason)),
      setEnded: os.sittings.setEnded.handler(({ input }) => sittings.setEnded(input.sittingId, input.ended)),
      review: os.sittings.review.handler(({ input }) => review.groups(input.sittingId)),
      choose: os.sittings.choose.handler(({ input }) => {
        review.choose(input.sittingId, input.key, input.takeId)
        return {}
      }),
      publish: os.sittings.publish.handler(({ input, signal }) => review.publish(input.sittingId, input.keys, signal)),
    },
    recording: {
      openSession: os.recording.openSession.handler(({ input }) => sessions.open(input)),
      setSoundCheck: os.recording.setSoundCheck.handler(({ input }) =>
        sessions.setSoundCheck(input.sessionId, input.soundCheck),
      ),
      closeSession: os.recording.closeSession.handler(({ input }) => {
        sessions.close(input.sessionId)
        return {}
      }),
      begin: os.recording.begin.handler(({ input }) => recording.begin(input)),
      append: os.recording.append.handler(async ({ input }) => ({
        frames: await recording.append(input.takeId, input.sequence, input.samples),
      })),
      finish: os.recording.finish.handler(async ({ input }) => {
        const take = await recording.finish(input)
        return { ...takes.view(take), waveform: await takes.waveform(take.id) }
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
      resetTrim: os.takes.resetTrim.handler(({ input }) => takes.resetTrim(input.takeId)),
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
      page: os.sources.page.handler(({ input }) => sourcePages.page(input)),
      waveform: os.sources.waveform.handler(({ input }) => sources.waveform(input.sourceId)),
      prefer: os.sources.prefer.handler(async ({ input }) => {
        await sources.prefer(phonemes.find(input.phoneme), input.sourceId, input.reason ?? null)
        return rowOf(input.phoneme)
      }),
      choice: os.sources.choice.handler(({ input }) => sources.choice(phonemes.find(input.phoneme).id)),
      reject: os.sources.reject.handler(({ input }) =>
        sources.reject(input.sourceId, input.rejected, input.reason ?? null),
      ),
      played: os.sources.played.handler(({ input }) => ({ usageCount: plays.count(input.playId, input.sourceId) })),
    },
    generation: {
      voices: os.generation.voices.handler(() => generation.voices()),
      fill: os.generation.fill.handler(({ input, signal }) => {
        const { categoryId } = input
        const asked = named(input.phonemes).filter((one) => categoryId === undefined || one.categoryId === categoryId)
        return generation.fill({ ...input, phonemes: asked }, signal)
      }),
    },
    queue: {
      state: os.queue.state.handler(() => generation.queue.state()),
      list: os.queue.list.handler(({ input }) => generation.queue.list(input.state, input.limit)),
      watch: os.queue.watch.handler(({ signal }) => generation.queue.watch(signal)),
      setPaused: os.queue.setPaused.handler(({ input }) => generation.queue.setPaused(input.paused)),
      cancel: os.queue.cancel.handler(({ input }) => generation.queue.cancel(input.jobIds)),
      retry: os.queue.retry.handler(({ input }) => generation.queue.retry(input.jobIds)),
    },
    speech: {
      settings: os.speech.settings.handler(() => speech.get()),
      setSettings: os.speech.setSettings.handler(({ input }) => speech.set(input)),
    },
    analytics: {
      overview: os.analytics.overview.handler(() => analytics.overview()),
      totals: os.analytics.totals.handler(() => analytics.totals()),
      mostPlayed: os.analytics.mostPlayed.handler(({ input }) => analytics.mostPlayed(input.top)),
      unused: os.analytics.unused.handler(({ input }) => analytics.unused(input.days, input.limit)),
      expiring: os.analytics.expiring.handler(({ input }) => analytics.expiring(input.days, input.limit)),
      quality: os.analytics.quality.handler(() => analytics.quality()),
    },
    cache: {
      cleanup: os.cache.cleanup.handler(({ input }) => cacheUpkeep.cleanup(input)),
      keep: os.cache.keep.handler(({ input }) => cacheUpkeep.keep(input.sourceId, input.days)),
      clearMemo: os.cache.clearMemo.handler(({ input }) => ({
        cleared: resolver.clear(input.phoneme === undefined ? undefined : phonemes.find(input.phoneme).id),
      })),
    },
    bundles: {
      export: os.bundles.export.handler(({ input, signal }) => bundles.export(input, signal)),
      beginUpload: os.bundles.beginUpload.handler(async ({ input }) => ({
        uploadId: await bundles.uploads.begin(input.fileName, input.sizeBytes),
      })),
      append: os.bundles.append.handler(async ({ input }) => ({
        receivedBytes: await bundles.uploads.append(input.uploadId, input.offset, input.bytes),
      })),
      discardUpload: os.bundles.discardUpload.handler(async ({ input }) => {
        await bundles.uploads.discard(input.uploadId)
        return {}
      }),
      verify: os.bundles.verify.handler(({ input, signal }) => bundles.verify(input.uploadId, signal)),
      plan: os.bundles.plan.handler(({ input, signal }) => bundles.plan(input.uploadId, signal)),
      import: os.bundles.import.handler(({ input, signal }) => bundles.import(input, signal)),
      mapping: os.bundles.mapping.handler(() => bundles.mapping.told()),
      setMapping: os.bundles.setMapping.handler(async ({ input }) => {
        await bundles.mapping.set(input.file, input.fileName)
        return bundles.mapping.told()
      }),
    },
    settings: {
      get: os.settings.get.handler(() => settings.get()),
      setTakeLimits: os.settings.setTakeLimits.handler(({ input }) => settings.setTakeLimits(input.limits)),
      setKeys: os.settings.setKeys.handler(({ input }) => settings.setKeys(input.keys)),
    },
    catalog: {
      status: os.catalog.status.handler(() => studio.catalogStatus()),
      doctor: os.catalog.doctor.handler(({ input }) => doctor.examine(input)),
    },
  })
}

export type StudioRouter = ReturnType<typeof createRouter>
