"""The least that the course's models need; where the database and the media are, the environment says."""
import json
import os

SECRET_KEY = 'only for tests'
INSTALLED_APPS = ['curriculum']
DATABASES = {'default': json.loads(os.environ['PEER_DATABASE'])}
MEDIA_ROOT = os.environ['PEER_MEDIA_ROOT']
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
USE_TZ = True
TIME_ZONE = 'Asia/Ho_Chi_Minh'
