/** Who sat last at which microphone: offered again at the next start of the window. */
export interface Choices {
  read(): { speakerId: string | null; deviceId: string | null }
  remember(choice: { speakerId?: string; deviceId?: string | null }): void
}

const keys = { speakerId: 'phoneme-studio.speaker', deviceId: 'phoneme-studio.microphone' }

export function createRememberedChoices(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Choices {
  return {
    read: () => ({ speakerId: storage.getItem(keys.speakerId), deviceId: storage.getItem(keys.deviceId) }),
    remember({ speakerId, deviceId }) {
      if (speakerId !== undefined) storage.setItem(keys.speakerId, speakerId)
      if (deviceId === null) storage.removeItem(keys.deviceId)
      else if (deviceId !== undefined) storage.setItem(keys.deviceId, deviceId)
    },
  }
}
