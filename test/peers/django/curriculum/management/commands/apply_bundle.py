import json
import pathlib
from curriculum.models import AudioCache, Phoneme
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers import deserialize
from django.db import transaction

class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument('folder', type=pathlib.Path)

    @transaction.atomic
    def handle(self, folder, **options):
        for choice in json.loads((folder / 'preferred.json').read_text('utf-8')):
            phoneme = Phoneme.objects.filter(pk=choice['phoneme'])
            if not phoneme.update(preferred_audio_source=choice['preferred_audio_source']):
                raise CommandError(f"no phoneme {choice['phoneme']} ({choice['ipa_symbol']}): look at the mapping")
        known = set(AudioCache.objects.values_list('audio_source', flat=True))
        for record in deserialize('json', (folder / 'audiocache.json').read_text('utf-8')):
            if record.object.audio_source_id not in known: record.save()
