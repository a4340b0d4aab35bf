"""Loads a bundle's files as an operator does, twice, with a learner's plays between, and tells what is then there."""
import hashlib
import json
import os
import pathlib
import sys

os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
import django

django.setup()

from curriculum.models import AudioCache, AudioSource, Phoneme, PhonemeCategory
from django.core.management import call_command
from django.db import connection
from django.db.models import F

own, folder = (pathlib.Path(argument) for argument in sys.argv[1:])


def take_in():
    call_command('loaddata', folder / 'fixture.json', verbosity=0)
    call_command('apply_bundle', folder, verbosity=0)


def rows():
    models = (PhonemeCategory, Phoneme, AudioSource, AudioCache)
    return {model.__name__: list(model.objects.order_by('pk').values()) for model in models}


def file_of(source):
    with source.audio_file.open('rb') as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return {'name': source.audio_file.name, 'sha256': digest}


def newest_native(phoneme):
    native = phoneme.audio_sources.filter(source_type='native').order_by('-created_at').first()
    return native and native.audio_file.name


call_command('migrate', run_syncdb=True, verbosity=0)
call_command('loaddata', own, verbosity=0)
take_in()
first = rows()
AudioCache.objects.update(usage_count=F('usage_count') + 5)
AudioCache.objects.filter(pk=first['AudioCache'][0]['id']).delete()
take_in()

json.dump({
    'vendor': connection.vendor,
    'first': first,
    'second': rows(),
    'files': [file_of(source) for source in AudioSource.objects.all()],
    'newestNatives': {phoneme.ipa_symbol: newest_native(phoneme) for phoneme in Phoneme.objects.all()},
}, sys.stdout, default=lambda value: value.isoformat())
