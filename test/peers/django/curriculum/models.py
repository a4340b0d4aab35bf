"""The part of the course's backend that plays phonemes."""
from django.db import models


class PhonemeCategory(models.Model):
    name = models.CharField(max_length=100)
    name_vi = models.CharField(max_length=100)
    category_type = models.CharField(max_length=20)


class Phoneme(models.Model):
    category = models.ForeignKey(PhonemeCategory, on_delete=models.CASCADE)
    ipa_symbol = models.CharField(max_length=20, unique=True)
    vietnamese_approx = models.CharField(max_length=200, blank=True)
    preferred_audio_source = models.ForeignKey(
        'AudioSource', null=True, blank=True, on_delete=models.SET_NULL, related_name='+')


class AudioSource(models.Model):
    phoneme = models.ForeignKey(Phoneme, on_delete=models.CASCADE, related_name='audio_sources')
    source_type = models.CharField(max_length=20)
    voice_id = models.CharField(max_length=50)
    language = models.CharField(max_length=10, default='en-US')
    audio_file = models.FileField(upload_to='phonemes/audio/%Y/%m/%d/', max_length=100)
    audio_duration = models.FloatField(default=0)
    metadata = models.JSONField(default=dict)
    cached_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ['-created_at']
        constraints = [
            models.UniqueConstraint(
                fields=['phoneme', 'voice_id'], condition=models.Q(source_type='native'), name='one_native_of_a_voice'),
        ]


class AudioCache(models.Model):
    audio_source = models.OneToOneField(AudioSource, on_delete=models.CASCADE, related_name='cache')
    file_size = models.BigIntegerField(default=0)
    generated_at = models.DateTimeField(auto_now_add=True)
    last_accessed_at = models.DateTimeField(auto_now=True)
    usage_count = models.IntegerField(default=0)
