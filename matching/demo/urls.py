from django.urls import path

from matching.demo import views

app_name = "demo"
urlpatterns = [
    path("demo", views.index, name="index"),
    path("demo/entrer/<slug:door>", views.enter, name="enter"),
    path("demo/horloge", views.move_clock, name="clock"),
    path("demo/mails", views.mails, name="mails"),
    path("demo/mails/<slug:mail>", views.mail, name="mail"),
    path("demo/mails/<slug:mail>/html", views.mail_html, name="mail_html"),
    path("demo/envoyer", views.send_now, name="send_now"),
]
