/** An engine whose parts are missing. */
throw new Error('no voice data')
