from django.urls import path

from matching.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.index, name="index"),
    path("/entrer/<slug:door>", views.enter, name="enter"),
    path("/horloge", views.move_clock, name="clock"),
    path("/mails", views.mails, name="mails"),
    path("/mails/<slug:mail>", views.mail, name="mail"),
    path("/mails/<slug:mail>/html", views.mail_html, name="mail_html"),
    path("/envoyer", views.send_now, name="send_now"),
]
